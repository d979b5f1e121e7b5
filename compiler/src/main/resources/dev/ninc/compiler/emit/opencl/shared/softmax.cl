kernel void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  BEGIN;
  EACH_UNIT {
    REST;
    global float *maps = a + (size_t) (unit / UNITS) * ARENA;
    global const float *x = maps + FROM;
    global float *y = maps + TO;
    float largest = x[0];
    for (int c = 1; c < CHANNELS; c++) {
      largest = larger(largest, x[c]);
    }
    float sum = 0.0f;
    for (int c = 0; c < CHANNELS; c++) {
      y[c] = exp(x[c] - largest);
      sum += y[c];
    }
    for (int c = 0; c < CHANNELS; c++) {
      y[c] /= sum;
    }
  }
}
