// Stores the softmax of the means.
void NAME(const float *mean, global float *to) {
  float largest = mean[0];
  for (int o = 1; o < OUTPUTS; o++) {
    largest = larger(largest, mean[o]);
  }
  float sum = 0.0f;
  for (int o = 0; o < OUTPUTS; o++) {
    to[o] = exp(mean[o] - largest);
    sum += to[o];
  }
  for (int o = 0; o < OUTPUTS; o++) {
    to[o] /= sum;
  }
}
