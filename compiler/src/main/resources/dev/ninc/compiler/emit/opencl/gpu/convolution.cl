kernel __attribute__((reqd_work_group_size(LOCAL, 1, 1))) void NAME(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[X_SIZE];  // [BLOCK terms][PIXELS pixels], rows X_ROW floats apart
  local float4 y[Y_SIZE];  // [BLOCK terms][OUTPUTS outputs]
  local size_t image[BROUGHT];  // of each pixel: where its image lies,
  local int2 corner[BROUGHT];   // and the row and column of its window's first tap
  const int item = get_local_id(0);
  const int first = get_group_id(0) * PIXELS;
  const int last = images * UNITS - 1;
  PART;
  for (int p = item; p < BROUGHT; p += LOCAL) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + p, last);
    const int pixel = unit % UNITS;
    image[p] = (size_t) (unit / UNITS) * ARENA + FROM;
    corner[p] = (int2) (TOP, LEFT);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  // The item brings four channels of one pixel in STEP, and four outputs of one channel in Y_STEP.
  const int quad = item % QUADS * 4;
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
    const float4 bias = *(global const float4 *) (w + BIAS + (j * ACROSS + across) * 4);
#pragma unroll
    for (int i = 0; i < ITEM_PIXELS; i++) {
      sum[i][j] = bias;
    }
  }
#pragma unroll 1
  for (int i = 0; i < HEIGHT; i++) {
#pragma unroll 1
    for (int j = 0; j < WIDTH; j++) {
      global const float *from[ROUNDS];
#pragma unroll
      for (int n = 0; n < ROUNDS; n++) {
        const int p = item / QUADS + n * STEP;
        const int row = TAP_ROW;
        const int column = TAP_COLUMN;
        const bool inside = (uint) row < ROWS && (uint) column < COLUMNS;
        from[n] = (inside ? a + image[p] + row * ROW_STRIDE + column * PIXEL_STRIDE : w) + quad;
      }
#pragma unroll 1
      for (int c = 0; c < CHANNELS; c += BLOCK) {
#pragma unroll
        for (int n = 0; n < ROUNDS; n++) {
          const float4 pixel = *(global const float4 *) (from[n] + c);
          bring[n * STEP] = pixel.s0;
          bring[n * STEP + X_ROW] = pixel.s1;
          bring[n * STEP + X_ROW * 2] = pixel.s2;
          bring[n * STEP + X_ROW * 3] = pixel.s3;
        }
#pragma unroll
        for (int n = 0; n < Y_ROUNDS; n++) {
          y[n * LOCAL + item] = *(global const float4 *) (weights + n * Y_STEP * 32);
        }
        weights += BLOCK * 32;
        barrier(CLK_LOCAL_MEM_FENCE);
        MULTIPLY(x + down, y + across, sum);
        barrier(CLK_LOCAL_MEM_FENCE);
      }
    }
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
