kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  BEGIN;
  EACH_UNIT {
    REST;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    const int tile = PIXEL;
    CHANNEL;
    const int top = TOP;
    const int left = LEFT;
    const TYPE bias = BIAS;
    TYPE s[SIDE][PATCH];
    // Columns of the products first.
#pragma unroll
    for (int j = 0; j < PATCH; j++) {
      TYPE d[PATCH];
#pragma unroll
      for (int i = 0; i < PATCH; i++) {
        d[i] = LOADED;
      }
      TRANSFORM(d);
#pragma unroll
      for (int i = 0; i < SIDE; i++) {
        s[i][j] = d[i];
      }
    }
#pragma unroll
    for (int i = 0; i < SIDE; i++) {
      TRANSFORM(s[i]);
#pragma unroll
      for (int j = 0; j < SIDE; j++) {
        const int y = top + i;
        const int x = left + j;
        // The remainder, beyond the output, is left out.
        if (y < ROWS && x < COLUMNS) {
          const TYPE sum = s[i][j] + bias;
          STORED = ACTIVATED;
        }
      }
    }
  }
}
