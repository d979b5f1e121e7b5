kernel __attribute__((reqd_work_group_size(LOCAL, 1, 1))) void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[X_SIZE];  // [BLOCK terms][PIXELS pixels], rows X_ROW floats apart
  local float4 y[Y_SIZE];  // [BLOCK terms][OUTPUTS outputs]
  const int item = get_local_id(0);
  const int first = get_group_id(0) * PIXELS;
  const int last = images * UNITS - 1;
  PART;
  // The item brings four channels of one pixel in STEP, and four outputs of one channel in Y_STEP.
  const int quad = item % QUADS * 4;
  global const float *from[ROUNDS];
#pragma unroll
  for (int i = 0; i < ROUNDS; i++) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + item / QUADS + i * STEP, last);
    const int pixel = unit % UNITS;
    from[i] = a + (size_t) (unit / UNITS) * ARENA + FROM + quad;
  }
  local float *bring = (local float *) x + quad * X_ROW + item / QUADS;
  const int brought = output + item % Y_QUADS * 4;
  global const float *weights =
      w + FILTERS + brought / 32 * PANEL_WEIGHTS + brought % 32 + item / Y_QUADS * 32;
  // The item sums up ITEM_PIXELS pixels x ITEM_OUTPUTS outputs, in fours that lie apart.
  const int across = item % ACROSS;
  const int down = item / ACROSS;
  float4 sum[ITEM_PIXELS][ITEM_QUADS];
#pragma unroll
  for (int j = 0; j < ITEM_QUADS; j++) {
    const float4 start = STARTED;
#pragma unroll
    for (int i = 0; i < ITEM_PIXELS; i++) {
      sum[i][j] = start;
    }
  }
#pragma unroll 1
  for (int c = 0; c < CHANNELS; c += BLOCK) {
#pragma unroll
    for (int i = 0; i < ROUNDS; i++) {
      const float4 pixel = *(global const float4 *) (from[i] + c);
      bring[i * STEP] = pixel.s0;
      bring[i * STEP + X_ROW] = pixel.s1;
      bring[i * STEP + X_ROW * 2] = pixel.s2;
      bring[i * STEP + X_ROW * 3] = pixel.s3;
    }
#pragma unroll
    for (int i = 0; i < Y_ROUNDS; i++) {
      y[i * LOCAL + item] = *(global const float4 *) (weights + i * Y_STEP * 32);
    }
    weights += BLOCK * 32;
    barrier(CLK_LOCAL_MEM_FENCE);
    MULTIPLY(x + down, y + across, sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
#pragma unroll
  for (int i = 0; i < ITEM_PIXELS; i++) {
    const int unit = first + (i / 4 * DOWN + down) * 4 + i % 4;
    if (unit <= last) {
      global float *to = a + (size_t) (unit / UNITS) * ARENA + TO;
#pragma unroll
      for (int j = 0; j < ITEM_QUADS; j++) {
        const int o = output + (j * ACROSS + across) * 4;
        STORE;
      }
    }
  }
}
