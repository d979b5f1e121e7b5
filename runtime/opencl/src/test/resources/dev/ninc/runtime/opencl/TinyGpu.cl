// Tiny, for GPUs: 2x3x3 -> 2x3x3 (y = gain * x + shift) and 1x1x1 (the sum of y).

kernel void affine(global const float *restrict in, global float *a, global const float *restrict w,
                   global float *out, const int images) {
  const int u = get_group_id(0) * 8 + get_local_id(0);
  if (u >= images * 18) {
    return;
  }
  const int image = u / 18;
  const int element = u % 18;
  const int channel = element / 9;
  a[(size_t) image * 32 + element] = fma(in[u], w[16 + channel], w[48 + channel]);
}

kernel void results(global const float *restrict in, global float *a, global const float *restrict w,
                    global float *out, const int images) {
  local float part[8];
  const int image = get_group_id(0);
  const int item = get_local_id(0);
  float sum = 0;
  for (int element = item; element < 18; element += 8) {
    const float y = a[(size_t) image * 32 + element];
    out[image * 19 + element] = y;
    sum += y;
  }
  part[item] = sum;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (item == 0) {
    for (int other = 1; other < 8; other++) {
      sum += part[other];
    }
    out[image * 19 + 18] = sum;
  }
}
