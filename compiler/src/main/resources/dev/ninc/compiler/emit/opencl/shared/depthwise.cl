kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  BEGIN;
  EACH_UNIT {
    REST;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    const int pixel = PIXEL;
    CHANNEL;
    const int top = TOP;
    const int left = LEFT;
    TYPE s = BIAS;
    for (int i = 0; i < HEIGHT; i++) {
      for (int j = 0; j < WIDTH; j++) {
        const int y = TAP_ROW;
        const int x = TAP_COLUMN;
        if ((uint) y < ROWS && (uint) x < COLUMNS) {
          s = fma(LOADED, WEIGHT, s);
        }
      }
    }
    STORED = ACTIVATED;
  }
}
