kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * TILE;
  const int end = min(first + TILE, images * UNITS);
  for (int unit = START; unit < end; NEXT) {
    const int rest = unit % UNITS;
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
