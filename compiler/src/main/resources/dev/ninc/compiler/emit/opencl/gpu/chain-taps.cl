// The sums of LAYER.
__attribute__((always_inline)) void NAME(
    global const float *a, global const float *w, const int first, const int last,
    local float4 *x, local float4 *y, float4 sum[4][QUADS]) {
  const int item = get_local_id(0);
  // The item brings four channels of pixel p. The remainder reads the last pixel again.
  const int quad = item % X_QUADS;
  const int p = item / X_QUADS;
  const int unit = min(first + p, last);
  const int pixel = unit % UNITS;
  global const float *image = a + (size_t) (unit / UNITS) * ARENA + FROM;
  const int top = TOP;
  const int left = LEFT;
  global const float *weights = w + FILTERS;
  BEGIN(w + BIAS, sum);
#pragma unroll 1
  for (int i = 0; i < HEIGHT; i++) {
#pragma unroll 1
    for (int j = 0; j < WIDTH; j++) {
      const int row = TAP_ROW;
      const int column = TAP_COLUMN;
      const bool inside = (uint) row < ROWS && (uint) column < COLUMNS;
      global const float *from = (inside ? image + row * ROW_STRIDE + column * PIXEL_STRIDE : w) + quad * 4;
#pragma unroll 1
      for (int c = 0; c < CHANNELS; c += BLOCK) {
        if (p < PIXELS) {
          x[p * X_ROW + quad] = *(global const float4 *) (from + c);
        }
        BRING(weights, y);
        weights += BLOCK * 32;
        barrier(CLK_LOCAL_MEM_FENCE);
        MULTIPLY(x + item / 16 * 4 * X_ROW, y + item % 16, sum);
        barrier(CLK_LOCAL_MEM_FENCE);
      }
    }
  }
}
