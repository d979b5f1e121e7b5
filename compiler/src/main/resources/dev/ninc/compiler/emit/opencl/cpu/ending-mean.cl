// Stores the means.
void NAME(const float *mean, global float *to) {
  for (int o = 0; o < OUTPUTS; o++) {
    to[o] = mean[o];
  }
}
