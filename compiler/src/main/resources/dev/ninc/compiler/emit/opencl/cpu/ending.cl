kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  global float *maps = a + (size_t) get_group_id(0) * ARENA;
  float16 total[ALL_VECTORS];
  for (int panel = 0; panel < PANELS; panel++) {
    global const float16 *restrict k = (global const float16 *) (w + FILTERS);
    float16 t[VECTORS];
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      t[v] = (float16) 0.0f;
    }
    for (int first = 0; first < MAP; first += TILE) {
      global const float *x[TILE];
      float16 s[TILE][VECTORS];
#pragma unroll
      for (int p = 0; p < TILE; p++) {
        // The remainder of the last tile computes the last pixel again.
        x[p] = maps + FROM;
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
        if (first + p < MAP) {
#pragma unroll
          for (int v = 0; v < VECTORS; v++) {
            t[v] += ACTIVATED;
          }
        }
      }
    }
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      total[panel * VECTORS + v] = t[v] * (1.0f / MAP);
    }
  }
  const float *mean = (const float *) total;
  global float *to = maps + TO;
  RESULT;
}
