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
    TYPE s[PATCH][PATCH];
    // Columns of the patch first. What lies outside of the image is zero.
    for (int j = 0; j < PATCH; j++) {
      const int x = left + j;
      TYPE d[PATCH];
#pragma unroll
      for (int i = 0; i < PATCH; i++) {
        const int y = top + i;
        const bool inside = (uint) y < ROWS && (uint) x < COLUMNS;
        d[i] = inside ? LOADED : (TYPE) 0.0f;
      }
      TRANSFORM(d);
#pragma unroll
      for (int i = 0; i < PATCH; i++) {
        s[i][j] = d[i];
      }
    }
    for (int i = 0; i < PATCH; i++) {
      TRANSFORM(s[i]);
#pragma unroll
      for (int j = 0; j < PATCH; j++) {
        STORED = s[i][j];
      }
    }
  }
}
