// The sums of LAYER, whose inputs lie in z.
__attribute__((always_inline)) void NAME(
    global const float *w, local const float4 *z, local float4 *y, float4 sum[4][QUADS]) {
  const int item = get_local_id(0);
  BEGIN(w + BIAS, sum);
#pragma unroll 1
  for (int c = 0; c < CHANNELS; c += BLOCK) {
    BRING(w + FILTERS + c * 32, y);
    barrier(CLK_LOCAL_MEM_FENCE);
    MULTIPLY(z + item / 16 * 4 * Z_ROW + c / 4, y + item % 16, sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
}
