kernel __attribute__((reqd_work_group_size(LOCAL, 1, 1))) void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[X_SIZE];  // [BLOCK terms][PIXELS pixels], rows X_ROW floats apart
  local float4 y[Y_SIZE];  // [BLOCK terms][OUTPUTS outputs]
  local size_t from[PIXELS];  // where each pixel's channels lie
  const int item = get_local_id(0);
  const int first = get_group_id(0) * PIXELS;
  const int last = images * UNITS - 1;
  PART;
  for (int p = item; p < PIXELS; p += LOCAL) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + p, last);
    const int pixel = unit % UNITS;
    from[p] = (size_t) (unit / UNITS) * ARENA + FROM;
  }
  const int brought = output + item % Y_QUADS * 4;
  global const float *weights =
      w + FILTERS + brought / 32 * PANEL_WEIGHTS + brought % 32;
  // The item sums up ITEM_PIXELS pixels x ITEM_OUTPUTS outputs, in fours that lie apart.
  const int across = item % ACROSS;
  const int down = item / ACROSS;
  float4 sum[ITEM_PIXELS][ITEM_QUADS];
#pragma unroll
  for (int j = 0; j < ITEM_QUADS; j++) {
    const float4 bias = *(global const float4 *) (w + BIAS + (j * ACROSS + across) * 4);
#pragma unroll
    for (int i = 0; i < ITEM_PIXELS; i++) {
      sum[i][j] = bias;
    }
  }
#pragma unroll 1
  for (int k = 0; k < CHANNELS; k += BLOCK) {
    barrier(CLK_LOCAL_MEM_FENCE);
    // Behind the last channel there are zeros.
    const int c = k + item % BLOCK;
    for (int p = item / BLOCK; p < PIXELS; p += STEP) {
      ((local float *) x)[item % BLOCK * X_ROW + p] = c < CHANNELS ? a[from[p] + c] : 0.0f;
    }
#pragma unroll
    for (int n = 0; n < Y_ROUNDS; n++) {
      const int s = k + item / Y_QUADS + n * Y_STEP;
      y[n * LOCAL + item] =
          s < CHANNELS ? *(global const float4 *) (weights + s * 32) : (float4) 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    MULTIPLY(x + down, y + across, sum);
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
