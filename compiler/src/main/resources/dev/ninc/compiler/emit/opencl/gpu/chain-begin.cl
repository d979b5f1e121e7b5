// The sums of a work-item begin with the bias; beyond the last output there is the last one again.
__attribute__((always_inline)) void NAME(global const float *bias, float4 sum[4][QUADS]) {
  const int across = get_local_id(0) % 16;
#pragma unroll
  for (int j = 0; j < QUADS; j++) {
    const float4 value = *(global const float4 *) (bias + min(j * 16 + across, LAST) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = value;
    }
  }
}
