// The sums of LAYER.
__attribute__((always_inline)) void NAME(
    global const float *a, global const float *w, const int first, const int last,
    local float4 *x, local float4 *y, float4 sum[4][QUADS]) {
  const int item = get_local_id(0);
  const int across = item % 16;
  const int down = item / 16;
  // The item brings a term of one pixel in STEP. The remainder reads the last pixel again.
  global const float *image[ROUNDS];
  int top[ROUNDS];
  int left[ROUNDS];
#pragma unroll
  for (int n = 0; n < ROUNDS; n++) {
    const int unit = min(first + item / BLOCK + n * STEP, last);
    const int pixel = unit % UNITS;
    image[n] = a + (size_t) (unit / UNITS) * ARENA + FROM;
    top[n] = TOP;
    left[n] = LEFT;
  }
  global const float *weights = w + FILTERS;
  BEGIN(w + BIAS, sum);
#pragma unroll 1
  for (int k = 0; k < TERMS; k += BLOCK) {
    // Term t is channel c of tap (i, j) of the HEIGHT x WIDTH; behind the last one there are zeros.
    const int t = k + item % BLOCK;
    const int i = t / RUN;
    const int j = t % RUN / CHANNELS;
    const int c = t % CHANNELS;
#pragma unroll
    for (int n = 0; n < ROUNDS; n++) {
      const int row = TAP_ROW;
      const int column = TAP_COLUMN;
      const bool inside = t < TERMS && (uint) row < ROWS && (uint) column < COLUMNS;
      ((local float *) x)[(item / BLOCK + n * STEP) * X_ROW * 4 + item % BLOCK] =
          inside ? image[n][row * ROW_STRIDE + column * PIXEL_STRIDE + c] : 0.0f;
    }
#pragma unroll
    for (int m = 0; m < BLOCK; m += DOWN) {
      const int s = m + down;
#pragma unroll
      for (int q = 0; q < QUADS; q++) {
        const int quad = min(q * 16 + across, LAST);
        y[(s * QUADS + q) * 16 + across] =
            k + s < TERMS
                ? *(global const float4 *) (weights + quad / 8 * PANEL_WEIGHTS + (k + s) * 32 + quad % 8 * 4)
                : (float4) 0.0f;
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    MULTIPLY(x + down * 4 * X_ROW, y + across, sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
}
