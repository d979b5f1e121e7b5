kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  PANEL;
  global const float16 *restrict k = (global const float16 *) (w + FILTERS);
  global const float *image[TILE];
  int top[TILE];
  int left[TILE];
  float16 s[TILE][VECTORS];
#pragma unroll
  for (int p = 0; p < TILE; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * TILE + p, images * UNITS - 1);
    const int pixel = unit % UNITS;
    image[p] = a + (size_t) (unit / UNITS) * ARENA + FROM;
    top[p] = TOP;
    left[p] = LEFT;
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      s[p][v] = ((global const float16 *) (w + BIAS))[v];
    }
  }
  for (int i = 0; i < HEIGHT; i++) {
    global const float *line[TILE];
    int begin[TILE];
#pragma unroll
    for (int p = 0; p < TILE; p++) {
      // A row outside of the image has no column inside.
      const int row = TAP_ROW;
      const bool inside = (uint) row < ROWS;
      line[p] = inside ? image[p] + row * ROW_STRIDE : w;
      begin[p] = inside ? left[p] : INT_MIN;
    }
    for (int j = 0; j < WIDTH; j++) {
      // A tap outside of the image reads the zeros that the weights begin with.
      global const float *x[TILE];
#pragma unroll
      for (int p = 0; p < TILE; p++) {
        const int column = TAP_COLUMN;
        x[p] = (uint) column < COLUMNS ? line[p] + column * PIXEL_STRIDE : w;
      }
      for (int c = 0; c < CHANNELS; c++, k += 2) {
#pragma unroll
        for (int p = 0; p < TILE; p++) {
#pragma unroll
          for (int v = 0; v < VECTORS; v++) {
            s[p][v] = fma((float16) x[p][c], k[v], s[p][v]);
          }
        }
      }
    }
  }
#pragma unroll
  for (int p = 0; p < TILE; p++) {
    const int unit = min((int) get_group_id(0) * TILE + p, images * UNITS - 1);
    global float *y = a + (size_t) (unit / UNITS) * ARENA + TO;
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      STORE;
    }
  }
}
