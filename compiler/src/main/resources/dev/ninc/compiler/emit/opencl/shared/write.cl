kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  BEGIN;
  EACH_UNIT {
    REST;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    out[(size_t) (unit / UNITS) * OUTPUTS + AT] = maps[FROM];
  }
}
