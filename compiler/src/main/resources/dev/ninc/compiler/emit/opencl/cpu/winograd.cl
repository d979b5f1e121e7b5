kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int panel = get_group_id(1);
  const int first = get_group_id(0) * BLOCK;
  const int count = min(BLOCK, images * UNITS - first);
  // The products of all tiles at each point. Points lie one vector further apart than they need.
  float16 products[POINTS][PRODUCTS];
  global const float16 *restrict k = (global const float16 *) (w + FILTERS);
  for (int point = 0; point < POINTS; point++, k += CHANNELS * 2) {
    for (int tile = 0; tile < count; tile += TILE) {
      global const float *x[TILE];
      float16 s[TILE][VECTORS];
#pragma unroll
      for (int t = 0; t < TILE; t++) {
        // The remainder of the last block computes the last tile again.
        const int unit = first + min(tile + t, count - 1);
        x[t] = a + (size_t) (unit / UNITS) * ARENA + FROM;
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
          s[t][v] = 0.0f;
        }
      }
      for (int c = 0; c < CHANNELS; c++) {
#pragma unroll
        for (int t = 0; t < TILE; t++) {
#pragma unroll
          for (int v = 0; v < VECTORS; v++) {
            s[t][v] = fma((float16) x[t][c], k[c * 2 + v], s[t][v]);
          }
        }
      }
#pragma unroll
      for (int t = 0; t < TILE; t++) {
#pragma unroll
        for (int v = 0; v < VECTORS; v++) {
          products[point][(tile + t) * VECTORS + v] = s[t][v];
        }
      }
    }
  }
  for (int t = 0; t < count; t++) {
    const int unit = first + t;
    const int tile = unit % UNITS;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    const int top = TOP;
    const int left = LEFT;
    // The remainder, beyond the output, is left out.
    const int rows = min(SIDE, ROWS - top);
    const int columns = min(SIDE, COLUMNS - left);
    for (int v = 0; v < USED; v++) {
      const float16 bias = ((global const float16 *) (w + BIAS))[v];
      float16 s[SIDE][PATCH];
      for (int j = 0; j < PATCH; j++) {
        float16 d[PATCH];
#pragma unroll
        for (int i = 0; i < PATCH; i++) {
          d[i] = products[i * PATCH + j][t * VECTORS + v];
        }
        TRANSFORM(d);
#pragma unroll
        for (int i = 0; i < SIDE; i++) {
          s[i][j] = d[i];
        }
      }
      for (int i = 0; i < rows; i++) {
        TRANSFORM(s[i]);
        global float *y = maps + TO;
        for (int j = 0; j < columns; j++) {
          const float16 sum = s[i][j] + bias;
          STORE;
        }
      }
    }
  }
}
