// The softmax of the means, by a work-group.
__attribute__((always_inline)) void NAME(local float *mean, global float *to) {
  const int item = get_local_id(0);
  barrier(CLK_LOCAL_MEM_FENCE);
  float largest = mean[0];
  for (int o = 1; o < OUTPUTS; o++) {
    largest = larger(largest, mean[o]);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int o = item; o < OUTPUTS; o += LOCAL) {
    mean[o] = exp(mean[o] - largest);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  float sum = 0.0f;
  for (int o = 0; o < OUTPUTS; o++) {
    sum += mean[o];
  }
  for (int o = item; o < OUTPUTS; o += LOCAL) {
    to[o] = mean[o] / sum;
  }
}
