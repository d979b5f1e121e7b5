kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * TILE;
  const int end = min(first + TILE, images * UNITS);
  for (int unit = START; unit < end; NEXT) {
    const int rest = unit % UNITS;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    out[(size_t) (unit / UNITS) * OUTPUTS + AT] = maps[FROM];
  }
}
