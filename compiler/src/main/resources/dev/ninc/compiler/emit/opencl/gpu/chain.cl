kernel __attribute__((reqd_work_group_size(LOCAL, 1, 1))) void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 z[Z_SIZE];  // of PIXELS pixels: some inputs of the first layer, then each layer's outputs
  local float4 y[Y_SIZE];  // the weights of BLOCK terms
  const int first = get_group_id(0) * PIXELS;
  const int last = images * UNITS - 1;
  STAGES;
  float4 sum[4][QUADS];
  LAST_STAGE;
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int i = 0; i < 4; i++) {
    const int unit = first + down * 4 + i;
    if (unit <= last) {
      global float *to = a + (size_t) (unit / UNITS) * ARENA + TO;
#pragma unroll
      for (int j = 0; j < QUADS; j++) {
        const int o = (j * 16 + across) * 4;
        STORE;
      }
    }
  }
}
