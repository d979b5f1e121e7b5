kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  PANEL;
  global const float16 *restrict k = (global const float16 *) (w + FILTERS);
  global const float *x[TILE];
  float16 s[TILE][VECTORS];
#pragma unroll
  for (int p = 0; p < TILE; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * TILE + p, images * UNITS - 1);
    const int pixel = unit % UNITS;
    x[p] = a + (size_t) (unit / UNITS) * ARENA + FROM;
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      s[p][v] = ((global const float16 *) (w + BIAS))[v];
    }
  }
  for (int c = 0; c < CHANNELS; c++) {
#pragma unroll
    for (int p = 0; p < TILE; p++) {
#pragma unroll
      for (int v = 0; v < VECTORS; v++) {
        s[p][v] = fma((float16) x[p][c], k[c * 2 + v], s[p][v]);
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
