kernel __attribute__((reqd_work_group_size(LOCAL, 1, 1))) void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float shared[LOCAL];
  const int item = get_local_id(0);
  const int unit = get_group_id(0);
  const int rest = unit % UNITS;
  global float *maps = a + (size_t) (unit / UNITS) * ARENA;
  global const float *x = maps + FROM;
  global float *y = maps + TO;

  // The largest of the channels of the item, then of all.
  float largest = -INFINITY;
  for (int c = item; c < CHANNELS; c += LOCAL) {
    largest = larger(largest, x[c]);
  }
  shared[item] = largest;
  for (int reach = HALF; reach > 0; reach /= 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (item < reach) {
      shared[item] = larger(shared[item], shared[item + reach]);
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  largest = shared[0];
  barrier(CLK_LOCAL_MEM_FENCE);

  // The sum likewise.
  float sum = 0.0f;
  for (int c = item; c < CHANNELS; c += LOCAL) {
    sum += exp(x[c] - largest);
  }
  shared[item] = sum;
  for (int reach = HALF; reach > 0; reach /= 2) {
    barrier(CLK_LOCAL_MEM_FENCE);
    if (item < reach) {
      shared[item] += shared[item + reach];
    }
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  sum = shared[0];
  for (int c = item; c < CHANNELS; c += LOCAL) {
    y[c] = exp(x[c] - largest) / sum;
  }
}
