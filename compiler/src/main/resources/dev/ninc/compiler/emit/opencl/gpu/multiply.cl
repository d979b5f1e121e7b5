// BLOCK terms of each sum of a work-item: of its pixels x, times its outputs' weights y.
__attribute__((always_inline)) void NAME(
    local const float4 *x, local const float4 *y, float4 sum[ITEM_PIXELS][ITEM_QUADS]) {
  for (int k = 0; k < BLOCK; k++) {
    float4 weight[ITEM_QUADS];
#pragma unroll
    for (int j = 0; j < ITEM_QUADS; j++) {
      weight[j] = y[k * Y_ROW + j * ACROSS];
    }
#pragma unroll
    for (int i = 0; i < ITEM_PIXELS; i += 4) {
      const float4 pixel = x[k * X_ROW + i / 4 * DOWN];
#pragma unroll
      for (int j = 0; j < ITEM_QUADS; j++) {
        sum[i][j] = fma((float4) pixel.s0, weight[j], sum[i][j]);
        sum[i + 1][j] = fma((float4) pixel.s1, weight[j], sum[i + 1][j]);
        sum[i + 2][j] = fma((float4) pixel.s2, weight[j], sum[i + 2][j]);
        sum[i + 3][j] = fma((float4) pixel.s3, weight[j], sum[i + 3][j]);
      }
    }
  }
}
