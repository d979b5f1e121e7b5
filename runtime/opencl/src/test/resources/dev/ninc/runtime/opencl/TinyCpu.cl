// Tiny, for processors: 2x3x3 -> 2x3x3 (y = gain * x + shift) and 1x1x1 (the sum of y).

kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void affine(global const float *restrict in, global float *a, global const float *restrict w,
            global float *out, const int images) {
  const int image = get_group_id(0);
  const int channel = get_group_id(1);
  for (int p = 0; p < 9; p++) {
    a[(size_t) image * 32 + channel * 9 + p] =
        fma(in[image * 18 + channel * 9 + p], w[16 + channel], w[48 + channel]);
  }
}

kernel __attribute__((reqd_work_group_size(1, 1, 1)))
void results(global const float *restrict in, global float *a, global const float *restrict w,
             global float *out, const int images) {
  const int image = get_group_id(0);
  float sum = 0;
  for (int element = 0; element < 18; element++) {
    const float y = a[(size_t) image * 32 + element];
    out[image * 19 + element] = y;
    sum += y;
  }
  out[image * 19 + 18] = sum;
}
