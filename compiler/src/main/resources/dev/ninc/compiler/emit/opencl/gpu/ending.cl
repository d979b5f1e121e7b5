kernel __attribute__((reqd_work_group_size(LOCAL, 1, 1))) void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[X_SIZE];  // inputs of PIXELS pixels, then sums over pixels
  local float4 y[Y_SIZE];  // the weights of BLOCK terms, then means
  const int item = get_local_id(0);
  const int across = item % 16;
  const int down = item / 16;
  const int begin = get_group_id(0) * MAP;
  const int end = begin + MAP;
  float4 total[QUADS];
#pragma unroll
  for (int j = 0; j < QUADS; j++) {
    total[j] = (float4) 0.0f;
  }
#pragma unroll 1
  for (int first = begin; first < end; first += PIXELS) {
    float4 sum[4][QUADS];
    SUMS(a, w, first, end - 1, x, y, sum);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      if (first + down * 4 + i < end) {
#pragma unroll
        for (int j = 0; j < QUADS; j++) {
          total[j] += ACTIVATED;
        }
      }
    }
  }
#pragma unroll
  for (int j = 0; j < QUADS; j++) {
    x[(down * QUADS + j) * 16 + across] = total[j];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  local const float *part = (local const float *) x;
  MEANS;
  for (int o = item; o < OUTPUTS; o += LOCAL) {
    float s = 0.0f;
    for (int row = 0; row < DOWN; row++) {
      s += part[row * QUADS * 64 + o];
    }
    mean[o] = s * (1.0f / MAP);
  }
  SOFTMAX;
}
