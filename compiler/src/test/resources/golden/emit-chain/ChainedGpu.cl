// A chain of layers that a GPU runs as one kernel, and an end in one kernel.
// Made by ninc 0.1.0-SNAPSHOT of input.nin, for GPUs: work-groups share tiles in local memory.
//
// line  step        layer                                                                   output    parameters        MACs  kernel
//    3  k_input     input                                                                   3x32x32
//    6  k_cccp2     5x5 pad 2, 3 -> 192, ReLU; 1x1, 192 -> 160, ReLU; 1x1, 160 -> 96, ReLU  96x32x32      60,928  61,931,520  chain of 3, 32 px x 8
//    7  k_maxpool1  max 3x3 stride 2                                                        96x16x16
//   10  k_softmax1  1x1, 96 -> 10, ReLU; global average; softmax                            10x1x1           970     245,760  with mean and softmax, 64 px x 16
//
// Each kernel takes the same arguments. Of each of the images:
//   in   3,072 floats, [channel][row][column]
//   a    122,880 floats of activations, [row][column][channel]
//   out  10 floats, [channel][row][column]
// and of the network:
//   w    64,224 floats of packed weights, of which the first 192 are zero

// max(x, 0): NaN stays NaN, and no result is a negative zero.
float4 relu4(const float4 x) {
  return x <= 0.0f ? (float4) 0.0f : x;
}

// The sums of a work-item begin with the bias; beyond the last output there is the last one again.
__attribute__((always_inline)) void begin_192(global const float *bias, float4 sum[4][3]) {
  const int across = get_local_id(0) % 16;
#pragma unroll
  for (int j = 0; j < 3; j++) {
    const float4 value = *(global const float4 *) (bias + min(j * 16 + across, 47) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = value;
    }
  }
}

// 8 terms of each sum of a work-item: of its 4 pixels x, times its outputs' weights y.
__attribute__((always_inline)) void multiply_4x12_8_row_12(
    local const float4 *x, local const float4 *y, float4 sum[4][3]) {
#pragma unroll 1
  for (int k = 0; k < 8; k += 2) {
    float2 pixel[4];
#pragma unroll
    for (int i = 0; i < 4; i++) {
      pixel[i] = ((local const float2 *) (x + i * 3))[k / 2];
    }
#pragma unroll
    for (int j = 0; j < 3; j++) {
      const float4 even = y[(k * 3 + j) * 16];
      const float4 odd = y[((k + 1) * 3 + j) * 16];
#pragma unroll
      for (int i = 0; i < 4; i++) {
        sum[i][j] = fma((float4) pixel[i].s0, even, sum[i][j]);
        sum[i][j] = fma((float4) pixel[i].s1, odd, sum[i][j]);
      }
    }
  }
}

// The sums of 5x5 pad 2, 3 -> 192, ReLU.
__attribute__((always_inline)) void sums_1_of_k_cccp2(
    global const float *a, global const float *w, const int first, const int last,
    local float4 *x, local float4 *y, float4 sum[4][3]) {
  const int item = get_local_id(0);
  const int across = item % 16;
  const int down = item / 16;
  // The item brings a term of one pixel in 16. The remainder reads the last pixel again.
  global const float *image[2];
  int top[2];
  int left[2];
#pragma unroll
  for (int n = 0; n < 2; n++) {
    const int unit = min(first + item / 8 + n * 16, last);
    const int pixel = unit % 1024;
    image[n] = a + (size_t) (unit / 1024) * 122880 + 98304;
    top[n] = pixel / 32 - 2;
    left[n] = pixel % 32 - 2;
  }
  global const float *weights = w + 192;
  begin_192(w + 14592, sum);
#pragma unroll 1
  for (int k = 0; k < 75; k += 8) {
    // Term t is channel c of tap (i, j) of the 5 x 5; behind the last one there are zeros.
    const int t = k + item % 8;
    const int i = t / 15;
    const int j = t % 15 / 3;
    const int c = t % 3;
#pragma unroll
    for (int n = 0; n < 2; n++) {
      const int row = top[n] + i;
      const int column = left[n] + j;
      const bool inside = t < 75 && (uint) row < 32 && (uint) column < 32;
      ((local float *) x)[(item / 8 + n * 16) * 3 * 4 + item % 8] =
          inside ? image[n][row * 128 + column * 4 + c] : 0.0f;
    }
#pragma unroll
    for (int m = 0; m < 8; m += 8) {
      const int s = m + down;
#pragma unroll
      for (int q = 0; q < 3; q++) {
        const int quad = min(q * 16 + across, 47);
        y[(s * 3 + q) * 16 + across] =
            k + s < 75
                ? *(global const float4 *) (weights + quad / 8 * 2400 + (k + s) * 32 + quad % 8 * 4)
                : (float4) 0.0f;
      }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_4x12_8_row_12(x + down * 4 * 3, y + across, sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
}

// What becomes of the sums, [pixel][channel] in local memory, for the next layer, which begins to read
// behind a barrier: that of its first weights.
__attribute__((always_inline)) void keep_1_of_k_cccp2(float4 sum[4][3], local float4 *z) {
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int j = 0; j < 3; j++) {
    if (j * 16 + across < 48) {
#pragma unroll
      for (int i = 0; i < 4; i++) {
        z[(down * 4 + i) * 49 + j * 16 + across] = relu4(sum[i][j]);
      }
    }
  }
}

// The sums of a work-item begin with the bias; beyond the last output there is the last one again.
__attribute__((always_inline)) void begin_160(global const float *bias, float4 sum[4][3]) {
  const int across = get_local_id(0) % 16;
#pragma unroll
  for (int j = 0; j < 3; j++) {
    const float4 value = *(global const float4 *) (bias + min(j * 16 + across, 39) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = value;
    }
  }
}

// Brings the weights of 8 terms to y: [term][output].
__attribute__((always_inline)) void bring_8x160_of_192_by_128(global const float *weights, local float4 *y) {
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int n = 0; n < 8; n += 8) {
    const int k = n + down;
#pragma unroll
    for (int j = 0; j < 3; j++) {
      const int quad = min(j * 16 + across, 39);
      y[(k * 3 + j) * 16 + across] =
          *(global const float4 *) (weights + quad / 8 * 6144 + k * 32 + quad % 8 * 4);
    }
  }
}

// 8 terms of each sum of a work-item: of its 4 pixels x, times its outputs' weights y.
__attribute__((always_inline)) void multiply_4x12_8_row_196(
    local const float4 *x, local const float4 *y, float4 sum[4][3]) {
#pragma unroll 1
  for (int k = 0; k < 8; k += 2) {
    float2 pixel[4];
#pragma unroll
    for (int i = 0; i < 4; i++) {
      pixel[i] = ((local const float2 *) (x + i * 49))[k / 2];
    }
#pragma unroll
    for (int j = 0; j < 3; j++) {
      const float4 even = y[(k * 3 + j) * 16];
      const float4 odd = y[((k + 1) * 3 + j) * 16];
#pragma unroll
      for (int i = 0; i < 4; i++) {
        sum[i][j] = fma((float4) pixel[i].s0, even, sum[i][j]);
        sum[i][j] = fma((float4) pixel[i].s1, odd, sum[i][j]);
      }
    }
  }
}

// The sums of 1x1, 192 -> 160, ReLU, whose inputs lie in z.
__attribute__((always_inline)) void sums_2_of_k_cccp2(
    global const float *w, local const float4 *z, local float4 *y, float4 sum[4][3]) {
  const int item = get_local_id(0);
  begin_160(w + 45504, sum);
#pragma unroll 1
  for (int c = 0; c < 192; c += 8) {
    bring_8x160_of_192_by_128(w + 14784 + c * 32, y);
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_4x12_8_row_196(z + item / 16 * 4 * 49 + c / 4, y + item % 16, sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
}

// What becomes of the sums, [pixel][channel] in local memory, for the next layer, which begins to read
// behind a barrier: that of its first weights.
__attribute__((always_inline)) void keep_2_of_k_cccp2(float4 sum[4][3], local float4 *z) {
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int j = 0; j < 3; j++) {
    if (j * 16 + across < 40) {
#pragma unroll
      for (int i = 0; i < 4; i++) {
        z[(down * 4 + i) * 49 + j * 16 + across] = relu4(sum[i][j]);
      }
    }
  }
}

// The sums of a work-item begin with the bias; beyond the last output there is the last one again.
__attribute__((always_inline)) void begin_96(global const float *bias, float4 sum[4][2]) {
  const int across = get_local_id(0) % 16;
#pragma unroll
  for (int j = 0; j < 2; j++) {
    const float4 value = *(global const float4 *) (bias + min(j * 16 + across, 23) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = value;
    }
  }
}

// Brings the weights of 8 terms to y: [term][output].
__attribute__((always_inline)) void bring_8x96_of_160_by_128(global const float *weights, local float4 *y) {
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int n = 0; n < 8; n += 8) {
    const int k = n + down;
#pragma unroll
    for (int j = 0; j < 2; j++) {
      const int quad = min(j * 16 + across, 23);
      y[(k * 2 + j) * 16 + across] =
          *(global const float4 *) (weights + quad / 8 * 5120 + k * 32 + quad % 8 * 4);
    }
  }
}

// 8 terms of each sum of a work-item: of its 4 pixels x, times its outputs' weights y.
__attribute__((always_inline)) void multiply_4x8_8_row_196(
    local const float4 *x, local const float4 *y, float4 sum[4][2]) {
#pragma unroll 1
  for (int k = 0; k < 8; k += 2) {
    float2 pixel[4];
#pragma unroll
    for (int i = 0; i < 4; i++) {
      pixel[i] = ((local const float2 *) (x + i * 49))[k / 2];
    }
#pragma unroll
    for (int j = 0; j < 2; j++) {
      const float4 even = y[(k * 2 + j) * 16];
      const float4 odd = y[((k + 1) * 2 + j) * 16];
#pragma unroll
      for (int i = 0; i < 4; i++) {
        sum[i][j] = fma((float4) pixel[i].s0, even, sum[i][j]);
        sum[i][j] = fma((float4) pixel[i].s1, odd, sum[i][j]);
      }
    }
  }
}

// The sums of 1x1, 160 -> 96, ReLU, whose inputs lie in z.
__attribute__((always_inline)) void sums_3_of_k_cccp2(
    global const float *w, local const float4 *z, local float4 *y, float4 sum[4][2]) {
  const int item = get_local_id(0);
  begin_96(w + 61024, sum);
#pragma unroll 1
  for (int c = 0; c < 160; c += 8) {
    bring_8x96_of_160_by_128(w + 45664 + c * 32, y);
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_4x8_8_row_196(z + item / 16 * 4 * 49 + c / 4, y + item % 16, sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
}

// The larger of the two; NaN where one of them is.
float4 larger4(const float4 x, const float4 y) {
  return ((y > x) | (y != y)) ? y : x;
}

// The sums of a work-item begin with the bias; beyond the last output there is the last one again.
__attribute__((always_inline)) void begin_10(global const float *bias, float4 sum[4][1]) {
  const int across = get_local_id(0) % 16;
#pragma unroll
  for (int j = 0; j < 1; j++) {
    const float4 value = *(global const float4 *) (bias + min(j * 16 + across, 2) * 4);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = value;
    }
  }
}

// Brings the weights of 16 terms to y: [term][output].
__attribute__((always_inline)) void bring_16x10_of_96_by_256(global const float *weights, local float4 *y) {
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int n = 0; n < 16; n += 16) {
    const int k = n + down;
#pragma unroll
    for (int j = 0; j < 1; j++) {
      const int quad = min(j * 16 + across, 2);
      y[(k + j) * 16 + across] =
          *(global const float4 *) (weights + quad / 8 * 3072 + k * 32 + quad % 8 * 4);
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

// The sums of 1x1, 96 -> 10, ReLU.
__attribute__((always_inline)) void sums_of_k_softmax1(
    global const float *a, global const float *w, const int first, const int last,
    local float4 *x, local float4 *y, float4 sum[4][1]) {
  const int item = get_local_id(0);
  // The item brings four channels of pixel p. The remainder reads the last pixel again.
  const int quad = item % 4;
  const int p = item / 4;
  const int unit = min(first + p, last);
  const int pixel = unit % 256;
  global const float *image = a + (size_t) (unit / 256) * 122880 + 98304;
  const int top = pixel / 16;
  const int left = pixel % 16;
  global const float *weights = w + 61120;
  begin_10(w + 64192, sum);
#pragma unroll 1
  for (int i = 0; i < 1; i++) {
#pragma unroll 1
    for (int j = 0; j < 1; j++) {
      const int row = top + i;
      const int column = left + j;
      const bool inside = (uint) row < 16 && (uint) column < 16;
      global const float *from = (inside ? image + row * 1536 + column * 96 : w) + quad * 4;
#pragma unroll 1
      for (int c = 0; c < 96; c += 16) {
        if (p < 64) {
          x[p * 5 + quad] = *(global const float4 *) (from + c);
        }
        bring_16x10_of_96_by_256(weights, y);
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
__attribute__((always_inline)) void softmax_10_by_256(local float *mean, global float *to) {
  const int item = get_local_id(0);
  barrier(CLK_LOCAL_MEM_FENCE);
  float largest = mean[0];
  for (int o = 1; o < 10; o++) {
    largest = larger(largest, mean[o]);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int o = item; o < 10; o += 256) {
    mean[o] = exp(mean[o] - largest);
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  float sum = 0.0f;
  for (int o = 0; o < 10; o++) {
    sum += mean[o];
  }
  for (int o = item; o < 10; o += 256) {
    to[o] = mean[o] / sum;
  }
}

// input.nin:3 input.
// A work-item computes 4 channels of a pixel.
kernel void k_input(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 1024) {
    const int rest = unit % 1024;
    global float *maps = a + (size_t) (unit / 1024) * 122880;
    const int pixel = rest;
    global const float *image = in + (size_t) (unit / 1024) * 3072 + pixel;
    for (int c = 0; c < 3; c++) {
      maps[98304 + pixel * 4 + c] = image[c * 1024];
    }
  }
}

// input.nin:6 cccp2: 5x5 pad 2, 3 -> 192, ReLU; 1x1, 192 -> 160, ReLU; 1x1, 160 -> 96, ReLU.
// 3x32x32 -> 96x32x32; a work-item computes 4 pixels x 8 outputs, of each layer.
kernel __attribute__((reqd_work_group_size(128, 1, 1))) void k_cccp2(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 z[1568];  // of 32 pixels: some inputs of the first layer, then each layer's outputs
  local float4 y[384];  // the weights of 8 terms
  const int first = get_group_id(0) * 32;
  const int last = images * 1024 - 1;
  {
    float4 sum[4][3];
    sums_1_of_k_cccp2(a, w, first, last, z, y, sum);
    keep_1_of_k_cccp2(sum, z);
  }
  {
    float4 sum[4][3];
    sums_2_of_k_cccp2(w, z, y, sum);
    keep_2_of_k_cccp2(sum, z);
  }
  float4 sum[4][2];
  sums_3_of_k_cccp2(w, z, y, sum);
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int i = 0; i < 4; i++) {
    const int unit = first + down * 4 + i;
    if (unit <= last) {
      global float *to = a + (size_t) (unit / 1024) * 122880 + unit % 1024 * 96;
#pragma unroll
      for (int j = 0; j < 2; j++) {
        const int o = (j * 16 + across) * 4;
        if (o < 96) {
          *(global float4 *) (to + o) = relu4(sum[i][j]);
        }
      }
    }
  }
}

// input.nin:7 maxpool1: max 3x3 stride 2.
// 96x32x32 -> 96x16x16; a work-item computes 4 channels of a pixel.
kernel void k_maxpool1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 6144) {
    const int rest = unit % 6144;
    global float *maps = a + (size_t) (unit / 6144) * 122880;
    const int pixel = rest / 24;
    const int channel = rest % 24 * 4;
    const int row = pixel / 16;
    const int column = pixel % 16;
    // The window, clipped to the image.
    const int top = row * 2;
    const int bottom = min(row * 2 + 3, 32);
    const int left = column * 2;
    const int right = min(column * 2 + 3, 32);
    float4 s = -INFINITY;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        s = larger4(s, *(global float4 *) (maps + y * 3072 + x * 96 + channel));
      }
    }
    *(global float4 *) (maps + 98304 + pixel * 96 + channel) = s;
  }
}

// input.nin:10 softmax1: 1x1, 96 -> 10, ReLU; global average; softmax.
// 96x16x16 -> 10x1x1; a work-item computes 4 pixels x 4 outputs at a time, of an image.
kernel __attribute__((reqd_work_group_size(256, 1, 1))) void k_softmax1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[320];  // inputs of 64 pixels, then sums over pixels
  local float4 y[256];  // the weights of 16 terms, then means
  const int item = get_local_id(0);
  const int across = item % 16;
  const int down = item / 16;
  const int begin = get_group_id(0) * 256;
  const int end = begin + 256;
  float4 total[1];
#pragma unroll
  for (int j = 0; j < 1; j++) {
    total[j] = (float4) 0.0f;
  }
#pragma unroll 1
  for (int first = begin; first < end; first += 64) {
    float4 sum[4][1];
    sums_of_k_softmax1(a, w, first, end - 1, x, y, sum);
#pragma unroll
    for (int i = 0; i < 4; i++) {
      if (first + down * 4 + i < end) {
#pragma unroll
        for (int j = 0; j < 1; j++) {
          total[j] += relu4(sum[i][j]);
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
  for (int o = item; o < 10; o += 256) {
    float s = 0.0f;
    for (int row = 0; row < 16; row++) {
      s += part[row * 64 + o];
    }
    mean[o] = s * (1.0f / 256);
  }
  softmax_10_by_256(mean, a + (size_t) get_group_id(0) * 122880);
}

// input.nin:10 softmax1: to the caller.
// A work-item computes a number.
kernel void k_softmax1_out(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 10) {
    const int rest = unit % 10;
    global float *maps = a + (size_t) (unit / 10) * 122880;
    out[(size_t) (unit / 10) * 10 + rest] = maps[rest];
  }
}
