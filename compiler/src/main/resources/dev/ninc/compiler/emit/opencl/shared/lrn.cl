kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  BEGIN;
  EACH_UNIT {
    const int rest = unit % UNITS;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    const int pixel = PIXEL;
    const int channel = rest % CHANNELS;
    global const float *x = maps + FROM;
    const int last = min(channel + REACH, CHANNELS - 1);
    float squares = 0.0f;
    for (int c = max(channel - REACH, 0); c <= last; c++) {
      squares = fma(x[c], x[c], squares);
    }
    const float base = fma(SCALE, squares, BIAS);
    maps[TO + channel] = NORMALIZED;
  }
}
