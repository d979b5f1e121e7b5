// BLOCK terms of each sum of a work-item: of its 4 pixels x, times its outputs' weights y.
__attribute__((always_inline)) void NAME(
    local const float4 *x, local const float4 *y, float4 sum[4][QUADS]) {
#pragma unroll 1
  for (int k = 0; k < BLOCK; k += 2) {
    float2 pixel[4];
#pragma unroll
    for (int i = 0; i < 4; i++) {
      pixel[i] = ((local const float2 *) (x + i * X_ROW))[k / 2];
    }
#pragma unroll
    for (int j = 0; j < QUADS; j++) {
      const float4 even = y[(k * QUADS + j) * 16];
      const float4 odd = y[((k + 1) * QUADS + j) * 16];
#pragma unroll
      for (int i = 0; i < 4; i++) {
        sum[i][j] = fma((float4) pixel[i].s0, even, sum[i][j]);
        sum[i][j] = fma((float4) pixel[i].s1, odd, sum[i][j]);
      }
    }
  }
}
