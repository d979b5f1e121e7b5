// A network that is small enough to be read as Java.
//
// It has a mlpconv stack, a pooling layer with clipped windows, and two branches.
// Made by ninc 0.1.0-SNAPSHOT of input.nin, for GPUs: work-groups share tiles in local memory.
//
// line  step        layer                                  output  parameters    MACs  kernel
//    5  k_input     input                                  3x9x9
//    8  k_conv1     3x3 pad 1, 3 -> 20, ReLU               20x9x9         560  43,740  direct 64 px x 32 x 16, 4x4 each
//    8  k_cccp1     1x1, 20 -> 16, ReLU                    16x9x9         336  25,920  direct 64 px x 16 x 16, 4x4 each
//    9  k_maxpool1  max 3x3 stride 2                       16x4x4
//   11  k_left      1x1, 16 -> 16, ReLU                    16x4x4         272   4,096  direct 64 px x 16 x 16, 4x4 each
//   13  k_right     3x3 pad 1, 16 -> 16, ReLU              16x4x4       2,352  36,864  direct 64 px x 16 x 16, 4x4 each
//   17  k_softmax1  1x1, 32 -> 2; global average; softmax  2x1x1           66   1,024  with mean and softmax, 16 px x 16
//
// Each kernel takes the same arguments. Of each of the images:
//   in   243 floats, [channel][row][column]
//   a    3,888 floats of activations, [row][column][channel]
//   out  2 floats, [channel][row][column]
// and of the network:
//   w    7,840 floats of packed weights, of which the first 32 are zero

// max(x, 0): NaN stays NaN, and no result is a negative zero.
float4 relu4(const float4 x) {
  return x <= 0.0f ? (float4) 0.0f : x;
}

// 16 terms of each sum of a work-item: of its pixels x, times its outputs' weights y.
__attribute__((always_inline)) void multiply_64x32_4x4_flat(
    local const float4 *x, local const float4 *y, float4 sum[4][1]) {
  for (int k = 0; k < 16; k++) {
    float4 weight[1];
#pragma unroll
    for (int j = 0; j < 1; j++) {
      weight[j] = y[k * 8 + j * 8];
    }
#pragma unroll
    for (int i = 0; i < 4; i += 4) {
      const float4 pixel = x[k * 17 + i / 4 * 16];
#pragma unroll
      for (int j = 0; j < 1; j++) {
        sum[i][j] = fma((float4) pixel.s0, weight[j], sum[i][j]);
        sum[i + 1][j] = fma((float4) pixel.s1, weight[j], sum[i + 1][j]);
        sum[i + 2][j] = fma((float4) pixel.s2, weight[j], sum[i + 2][j]);
        sum[i + 3][j] = fma((float4) pixel.s3, weight[j], sum[i + 3][j]);
      }
    }
  }
}

// 16 terms of each sum of a work-item: of its pixels x, times its outputs' weights y.
__attribute__((always_inline)) void multiply_64x16_4x4_flat(
    local const float4 *x, local const float4 *y, float4 sum[4][1]) {
  for (int k = 0; k < 16; k++) {
    float4 weight[1];
#pragma unroll
    for (int j = 0; j < 1; j++) {
      weight[j] = y[k * 4 + j * 4];
    }
#pragma unroll
    for (int i = 0; i < 4; i += 4) {
      const float4 pixel = x[k * 17 + i / 4 * 16];
#pragma unroll
      for (int j = 0; j < 1; j++) {
        sum[i][j] = fma((float4) pixel.s0, weight[j], sum[i][j]);
        sum[i + 1][j] = fma((float4) pixel.s1, weight[j], sum[i + 1][j]);
        sum[i + 2][j] = fma((float4) pixel.s2, weight[j], sum[i + 2][j]);
        sum[i + 3][j] = fma((float4) pixel.s3, weight[j], sum[i + 3][j]);
      }
    }
  }
}

// The larger of the two; NaN where one of them is.
float4 larger4(const float4 x, const float4 y) {
  return ((y > x) | (y != y)) ? y : x;
}

// 16 terms of each sum of a work-item: of its pixels x, times its outputs' weights y.
__attribute__((always_inline)) void multiply_64x16_4x4(
    local const float4 *x, local const float4 *y, float4 sum[4][1]) {
  for (int k = 0; k < 16; k++) {
    float4 weight[1];
#pragma unroll
    for (int j = 0; j < 1; j++) {
      weight[j] = y[k * 4 + j * 4];
    }
#pragma unroll
    for (int i = 0; i < 4; i += 4) {
      const float4 pixel = x[k * 17 + i / 4 * 16];
#pragma unroll
      for (int j = 0; j < 1; j++) {
        sum[i][j] = fma((float4) pixel.s0, weight[j], sum[i][j]);
        sum[i + 1][j] = fma((float4) pixel.s1, weight[j], sum[i + 1][j]);
        sum[i + 2][j] = fma((float4) pixel.s2, weight[j], sum[i + 2][j]);
        sum[i + 3][j] = fma((float4) pixel.s3, weight[j], sum[i + 3][j]);
      }
    }
  }
}

// The sums of a work-item begin with the bias; beyond the last output there is the last one again.
__attribute__((always_inline)) void begin_2(global const float *bias, float4 sum[4][1]) {
  const int across = get_local_id(0) % 16;
#pragma unroll
  for (int j = 0; j < 1; j++) {
    const float4 value = *(global const float4 *) (bias + min(j * 16 + across, 0) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = value;
    }
  }
}

// Brings the weights of 16 terms to y: [term][output].
__attribute__((always_inline)) void bring_16x2_of_32_by_64(global const float *weights, local float4 *y) {
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int n = 0; n < 16; n += 4) {
    const int k = n + down;
#pragma unroll
    for (int j = 0; j < 1; j++) {
      const int quad = min(j * 16 + across, 0);
      y[(k + j) * 16 + across] =
          *(global const float4 *) (weights + quad / 8 * 1024 + k * 32 + quad % 8 * 4);
    }
  }
}

// 16 terms of each sum of a work-item: of its 4 pixels x, times its outputs' weights y.
__attribute__((always_inline)) void multiply_4x4_16_row_20(
    local const float4 *x, local const float4 *y, float4 sum[4][1]) {
#pragma unroll 1
  for (int k = 0; k < 16; k += 2) {
    float2 pixel[4];
#pragma unroll
    for (int i = 0; i < 4; i++) {
      pixel[i] = ((local const float2 *) (x + i * 5))[k / 2];
    }
#pragma unroll
    for (int j = 0; j < 1; j++) {
      const float4 even = y[(k + j) * 16];
      const float4 odd = y[((k + 1) + j) * 16];
#pragma unroll
      for (int i = 0; i < 4; i++) {
        sum[i][j] = fma((float4) pixel[i].s0, even, sum[i][j]);
        sum[i][j] = fma((float4) pixel[i].s1, odd, sum[i][j]);
      }
    }
  }
}

// The sums of 1x1, 32 -> 2.
__attribute__((always_inline)) void sums_of_k_softmax1(
    global const float *a, global const float *w, const int first, const int last,
    local float4 *x, local float4 *y, float4 sum[4][1]) {
  const int item = get_local_id(0);
  // The item brings four channels of pixel p. The remainder reads the last pixel again.
  const int quad = item % 4;
  const int p = item / 4;
  const int unit = min(first + p, last);
  const int pixel = unit % 16;
  global const float *image = a + (size_t) (unit / 16) * 3888;
  const int top = pixel / 4;
  const int left = pixel % 4;
  global const float *weights = w + 6784;
  begin_2(w + 7808, sum);
#pragma unroll 1
  for (int i = 0; i < 1; i++) {
#pragma unroll 1
    for (int j = 0; j < 1; j++) {
      const int row = top + i;
      const int column = left + j;
      const bool inside = (uint) row < 4 && (uint) column < 4;
      global const float *from = (inside ? image + row * 128 + column * 32 : w) + quad * 4;
#pragma unroll 1
      for (int c = 0; c < 32; c += 16) {
        if (p < 16) {
          x[p * 5 + quad] = *(global const float4 *) (from + c);
        }
        bring_16x2_of_32_by_64(weights, y);
        weights += 16 * 32;
        barrier(CLK_LOCAL_MEM_FENCE);
        multiply_4x4_16_row_20(x + item / 16 * 4 * 5, y + item % 16, sum);
        barrier(CLK_LOCAL_MEM_FENCE);
      }
    }
  }
}

// The larger of the two; NaN where one of them is.
float larger(const float x, const float y) {
  return ((y > x) | (y != y)) ? y : x;
}

// The softmax of the means, by a work-group.
__attribute__((always_inline)) void softmax_2_by_64(local float *mean, global float *to) {
  const int item = get_local_id(0);
  barrier(CLK_LOCAL_MEM_FENCE);
  float largest = mean[0];
  for (int o = 1; o < 2; o++) {
    largest = larger(largest, mean[o]);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int o = item; o < 2; o += 64) {
    mean[o] = exp(mean[o] - largest);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  float sum = 0.0f;
  for (int o = 0; o < 2; o++) {
    sum += mean[o];
  }
  for (int o = item; o < 2; o += 64) {
    to[o] = mean[o] / sum;
  }
}

// input.nin:5 input.
// A work-item computes 4 channels of a pixel.
kernel void k_input(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 81) {
    const int rest = unit % 81;
    global float *maps = a + (size_t) (unit / 81) * 3888;
    const int pixel = rest;
    global const float *image = in + (size_t) (unit / 81) * 243 + pixel;
    for (int c = 0; c < 3; c++) {
      maps[2592 + pixel * 4 + c] = image[c * 81];
    }
  }
}

// input.nin:8 conv1: 3x3 pad 1, 3 -> 20, ReLU.
// 3x9x9 -> 20x9x9; a work-item computes 4 pixels x 4 outputs.
kernel __attribute__((reqd_work_group_size(128, 1, 1))) void k_conv1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[272];  // [16 terms][64 pixels], rows 68 floats apart
  local float4 y[128];  // [16 terms][32 outputs]
  local size_t image[64];  // of each pixel: where its image lies,
  local int2 corner[64];   // and the row and column of its window's first tap
  const int item = get_local_id(0);
  const int first = get_group_id(0) * 64;
  const int last = images * 81 - 1;
  const int output = 0;
  for (int p = item; p < 64; p += 128) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + p, last);
    const int pixel = unit % 81;
    image[p] = (size_t) (unit / 81) * 3888 + 2592;
    corner[p] = (int2) (pixel / 9 - 1, pixel % 9 - 1);
  }
  const int brought = output + item % 8 * 4;
  global const float *weights =
      w + 32 + brought / 32 * 864 + brought % 32;
  // The item sums up 4 pixels x 4 outputs, in fours that lie apart.
  const int across = item % 8;
  const int down = item / 8;
  float4 sum[4][1];
#pragma unroll
  for (int j = 0; j < 1; j++) {
    const float4 bias = *(global const float4 *) (w + 896 + output + (j * 8 + across) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = bias;
    }
  }
#pragma unroll 1
  for (int k = 0; k < 27; k += 16) {
    barrier(CLK_LOCAL_MEM_FENCE);
    // Term t is channel c of tap (i, j) of the 3 x 3; behind the last one there are zeros.
    const int t = k + item % 16;
    const int i = t / 9;
    const int j = t % 9 / 3;
    const int c = t % 3;
    for (int p = item / 16; p < 64; p += 8) {
      const int row = corner[p].x + i;
      const int column = corner[p].y + j;
      const bool inside = t < 27 && (uint) row < 9 && (uint) column < 9;
      ((local float *) x)[item % 16 * 68 + p] =
          inside ? a[image[p] + row * 36 + column * 4 + c] : 0.0f;
    }
#pragma unroll
    for (int n = 0; n < 1; n++) {
      const int s = k + item / 8 + n * 16;
      y[n * 128 + item] =
          s < 27 ? *(global const float4 *) (weights + s * 32) : (float4) 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_64x32_4x4_flat(x + down, y + across, sum);
  }
#pragma unroll
  for (int i = 0; i < 4; i++) {
    const int unit = first + (i / 4 * 16 + down) * 4 + i % 4;
    if (unit <= last) {
      global float *to = a + (size_t) (unit / 81) * 3888 + unit % 81 * 32;
#pragma unroll
      for (int j = 0; j < 1; j++) {
        const int o = output + (j * 8 + across) * 4;
        if (o < 20) {
          *(global float4 *) (to + o) = relu4(sum[i][j]);
        }
      }
    }
  }
}

// input.nin:8 cccp1: 1x1, 20 -> 16, ReLU.
// 20x9x9 -> 16x9x9; a work-item computes 4 pixels x 4 outputs.
kernel __attribute__((reqd_work_group_size(64, 1, 1))) void k_cccp1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[272];  // [16 terms][64 pixels], rows 68 floats apart
  local float4 y[64];  // [16 terms][16 outputs]
  local size_t from[64];  // where each pixel's channels lie
  const int item = get_local_id(0);
  const int first = get_group_id(0) * 64;
  const int last = images * 81 - 1;
  const int output = 0;
  for (int p = item; p < 64; p += 64) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + p, last);
    const int pixel = unit % 81;
    from[p] = (size_t) (unit / 81) * 3888 + pixel * 32;
  }
  const int brought = output + item % 4 * 4;
  global const float *weights =
      w + 928 + brought / 32 * 640 + brought % 32;
  // The item sums up 4 pixels x 4 outputs, in fours that lie apart.
  const int across = item % 4;
  const int down = item / 4;
  float4 sum[4][1];
#pragma unroll
  for (int j = 0; j < 1; j++) {
    const float4 bias = *(global const float4 *) (w + 1568 + output + (j * 4 + across) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = bias;
    }
  }
#pragma unroll 1
  for (int k = 0; k < 20; k += 16) {
    barrier(CLK_LOCAL_MEM_FENCE);
    // Behind the last channel there are zeros.
    const int c = k + item % 16;
    for (int p = item / 16; p < 64; p += 4) {
      ((local float *) x)[item % 16 * 68 + p] = c < 20 ? a[from[p] + c] : 0.0f;
    }
#pragma unroll
    for (int n = 0; n < 1; n++) {
      const int s = k + item / 4 + n * 16;
      y[n * 64 + item] =
          s < 20 ? *(global const float4 *) (weights + s * 32) : (float4) 0.0f;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_64x16_4x4_flat(x + down, y + across, sum);
  }
#pragma unroll
  for (int i = 0; i < 4; i++) {
    const int unit = first + (i / 4 * 16 + down) * 4 + i % 4;
    if (unit <= last) {
      global float *to = a + (size_t) (unit / 81) * 3888 + 2592 + unit % 81 * 16;
#pragma unroll
      for (int j = 0; j < 1; j++) {
        const int o = output + (j * 4 + across) * 4;
        *(global float4 *) (to + o) = relu4(sum[i][j]);
      }
    }
  }
}

// input.nin:9 maxpool1: max 3x3 stride 2.
// 16x9x9 -> 16x4x4; a work-item computes 4 channels of a pixel.
kernel void k_maxpool1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 64) {
    const int rest = unit % 64;
    global float *maps = a + (size_t) (unit / 64) * 3888;
    const int pixel = rest / 4;
    const int channel = rest % 4 * 4;
    const int row = pixel / 4;
    const int column = pixel % 4;
    // The window, clipped to the image.
    const int top = row * 2;
    const int bottom = row * 2 + 3;
    const int left = column * 2;
    const int right = column * 2 + 3;
    float4 s = -INFINITY;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        s = larger4(s, *(global float4 *) (maps + 2592 + y * 144 + x * 16 + channel));
      }
    }
    *(global float4 *) (maps + 512 + pixel * 16 + channel) = s;
  }
}

// input.nin:11 left: 1x1, 16 -> 16, ReLU.
// 16x4x4 -> 16x4x4; a work-item computes 4 pixels x 4 outputs.
kernel __attribute__((reqd_work_group_size(64, 1, 1))) void k_left(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[272];  // [16 terms][64 pixels], rows 68 floats apart
  local float4 y[64];  // [16 terms][16 outputs]
  const int item = get_local_id(0);
  const int first = get_group_id(0) * 64;
  const int last = images * 16 - 1;
  const int output = 0;
  // The item brings four channels of one pixel in 16, and four outputs of one channel in 16.
  const int quad = item % 4 * 4;
  global const float *from[4];
#pragma unroll
  for (int i = 0; i < 4; i++) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + item / 4 + i * 16, last);
    const int pixel = unit % 16;
    from[i] = a + (size_t) (unit / 16) * 3888 + 512 + pixel * 16 + quad;
  }
  local float *bring = (local float *) x + quad * 68 + item / 4;
  const int brought = output + item % 4 * 4;
  global const float *weights =
      w + 1600 + brought / 32 * 512 + brought % 32 + item / 4 * 32;
  // The item sums up 4 pixels x 4 outputs, in fours that lie apart.
  const int across = item % 4;
  const int down = item / 4;
  float4 sum[4][1];
#pragma unroll
  for (int j = 0; j < 1; j++) {
    const float4 start = *(global const float4 *) (w + 2112 + output + (j * 4 + across) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = start;
    }
  }
#pragma unroll 1
  for (int c = 0; c < 16; c += 16) {
#pragma unroll
    for (int i = 0; i < 4; i++) {
      const float4 pixel = *(global const float4 *) (from[i] + c);
      bring[i * 16] = pixel.s0;
      bring[i * 16 + 68] = pixel.s1;
      bring[i * 16 + 68 * 2] = pixel.s2;
      bring[i * 16 + 68 * 3] = pixel.s3;
    }
#pragma unroll
    for (int i = 0; i < 1; i++) {
      y[i * 64 + item] = *(global const float4 *) (weights + i * 16 * 32);
    }
    weights += 16 * 32;
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_64x16_4x4(x + down, y + across, sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
#pragma unroll
  for (int i = 0; i < 4; i++) {
    const int unit = first + (i / 4 * 16 + down) * 4 + i % 4;
    if (unit <= last) {
      global float *to = a + (size_t) (unit / 16) * 3888 + unit % 16 * 32;
#pragma unroll
      for (int j = 0; j < 1; j++) {
        const int o = output + (j * 4 + across) * 4;
        *(global float4 *) (to + o) = relu4(sum[i][j]);
      }
    }
  }
}

// input.nin:13 right: 3x3 pad 1, 16 -> 16, ReLU.
// 16x4x4 -> 16x4x4; a work-item computes 4 pixels x 4 outputs.
kernel __attribute__((reqd_work_group_size(64, 1, 1))) void k_right(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[272];  // [16 terms][64 pixels], rows 68 floats apart
  local float4 y[64];  // [16 terms][16 outputs]
  local size_t image[64];  // of each pixel: where its image lies,
  local int2 corner[64];   // and the row and column of its window's first tap
  const int item = get_local_id(0);
  const int first = get_group_id(0) * 64;
  const int last = images * 16 - 1;
  const int output = 0;
  for (int p = item; p < 64; p += 64) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + p, last);
    const int pixel = unit % 16;
    image[p] = (size_t) (unit / 16) * 3888 + 512;
    corner[p] = (int2) (pixel / 4 - 1, pixel % 4 - 1);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  // The item brings four channels of one pixel in 16, and four outputs of one channel in 16.
  const int quad = item % 4 * 4;
  local float *bring = (local float *) x + quad * 68 + item / 4;
  const int brought = output + item % 4 * 4;
  global const float *weights =
      w + 2144 + brought / 32 * 4608 + brought % 32 + item / 4 * 32;
  // The item sums up 4 pixels x 4 outputs, in fours that lie apart.
  const int across = item % 4;
  const int down = item / 4;
  float4 sum[4][1];
#pragma unroll
  for (int j = 0; j < 1; j++) {
    const float4 bias = *(global const float4 *) (w + 6752 + output + (j * 4 + across) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = bias;
    }
  }
#pragma unroll 1
  for (int i = 0; i < 3; i++) {
#pragma unroll 1
    for (int j = 0; j < 3; j++) {
      global const float *from[4];
#pragma unroll
      for (int n = 0; n < 4; n++) {
        const int p = item / 4 + n * 16;
        const int row = corner[p].x + i;
        const int column = corner[p].y + j;
        const bool inside = (uint) row < 4 && (uint) column < 4;
        from[n] = (inside ? a + image[p] + row * 64 + column * 16 : w) + quad;
      }
#pragma unroll 1
      for (int c = 0; c < 16; c += 16) {
#pragma unroll
        for (int n = 0; n < 4; n++) {
          const float4 pixel = *(global const float4 *) (from[n] + c);
          bring[n * 16] = pixel.s0;
          bring[n * 16 + 68] = pixel.s1;
          bring[n * 16 + 68 * 2] = pixel.s2;
          bring[n * 16 + 68 * 3] = pixel.s3;
        }
#pragma unroll
        for (int n = 0; n < 1; n++) {
          y[n * 64 + item] = *(global const float4 *) (weights + n * 16 * 32);
        }
        weights += 16 * 32;
        barrier(CLK_LOCAL_MEM_FENCE);
        multiply_64x16_4x4(x + down, y + across, sum);
        barrier(CLK_LOCAL_MEM_FENCE);
      }
    }
  }
#pragma unroll
  for (int i = 0; i < 4; i++) {
    const int unit = first + (i / 4 * 16 + down) * 4 + i % 4;
    if (unit <= last) {
      global float *to = a + (size_t) (unit / 16) * 3888 + 16 + unit % 16 * 32;
#pragma unroll
      for (int j = 0; j < 1; j++) {
        const int o = output + (j * 4 + across) * 4;
        *(global float4 *) (to + o) = relu4(sum[i][j]);
      }
    }
  }
}

// input.nin:17 softmax1: 1x1, 32 -> 2; global average; softmax.
// 32x4x4 -> 2x1x1; a work-item computes 4 pixels x 4 outputs at a time, of an image.
kernel __attribute__((reqd_work_group_size(64, 1, 1))) void k_softmax1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[80];  // inputs of 16 pixels, then sums over pixels
  local float4 y[256];  // the weights of 16 terms, then means
  const int item = get_local_id(0);
  const int across = item % 16;
  const int down = item / 16;
  const int begin = get_group_id(0) * 16;
  const int end = begin + 16;
  float4 total[1];
#pragma unroll
  for (int j = 0; j < 1; j++) {
    total[j] = (float4) 0.0f;
  }
#pragma unroll 1
  for (int first = begin; first < end; first += 16) {
    float4 sum[4][1];
    sums_of_k_softmax1(a, w, first, end - 1, x, y, sum);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      if (first + down * 4 + i < end) {
#pragma unroll
        for (int j = 0; j < 1; j++) {
          total[j] += sum[i][j];
        }
      }
    }
  }
#pragma unroll
  for (int j = 0; j < 1; j++) {
    x[(down + j) * 16 + across] = total[j];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  local const float *part = (local const float *) x;
  local float *mean = (local float *) y;
  for (int o = item; o < 2; o += 64) {
    float s = 0.0f;
    for (int row = 0; row < 4; row++) {
      s += part[row * 64 + o];
    }
    mean[o] = s * (1.0f / 16);
  }
  softmax_2_by_64(mean, a + (size_t) get_group_id(0) * 3888 + 512);
}

// input.nin:17 softmax1: to the caller.
// A work-item computes a number.
kernel void k_softmax1_out(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 2) {
    const int rest = unit % 2;
    global float *maps = a + (size_t) (unit / 2) * 3888;
    out[(size_t) (unit / 2) * 2 + rest] = maps[512 + rest];
  }
}
