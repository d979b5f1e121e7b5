// Winograd convolutions, small enough to be read as Java.
// Made by ninc 0.1.0-SNAPSHOT of input.nin, for GPUs: work-groups share tiles in local memory.
//
// line  step      layer                                   output    parameters     MACs  kernel
//    3  k_input   input                                   3x10x11
//    5  k_first   3x3 pad 1, 3 -> 24, ReLU                24x10x11         672   71,280  direct 64 px x 32 x 16, 4x4 each
//    6  k_second  3x3 pad 1, 24 -> 20, ReLU, F(4x4, 3x3)  20x10x11       4,340  475,200  winograd F(4x4, 3x3)
//    7  k_gap1    global average                          20x1x1
//
// Each kernel takes the same arguments. Of each of the images:
//   in   330 floats, [channel][row][column]
//   a    21,888 floats of activations, [row][column][channel]
//   out  20 floats, [channel][row][column]
// and of the network:
//   w    28,608 floats of packed weights, of which the first 32 are zero

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

// Bt d for F(4x4, 3x3), points 0, 1, -1, 2, -1/2 and infinity.
__attribute__((always_inline)) void patch_4x4_3x3(float x[6]) {
  const float d0 = x[0];
  const float d1 = x[1];
  const float d2 = x[2];
  const float d3 = x[3];
  const float d4 = x[4];
  const float d5 = x[5];
  const float t0 = d0 + d4;
  const float t1 = fma(d1, 1.5f, t0);
  const float t2 = fma(d2, -2.0f, t1);
  const float r0 = fma(d3, -1.5f, t2);
  const float t3 = d4 - d1;
  const float t4 = fma(d2, -2.5f, t3);
  const float r1 = fma(d3, -0.5f, t4);
  const float t5 = d1 + d4;
  const float t6 = fma(d2, 0.5f, t5);
  const float r2 = fma(d3, -2.5f, t6);
  const float t7 = d4 - d2;
  const float t8 = fma(d3, 0.5f, t7);
  const float r3 = fma(d1, -0.5f, t8);
  const float t9 = d4 - d2;
  const float t10 = fma(d1, 2.0f, t9);
  const float r4 = fma(d3, -2.0f, t10);
  const float t11 = d1 + d5;
  const float t12 = fma(d2, 1.5f, t11);
  const float t13 = fma(d3, -2.0f, t12);
  const float r5 = fma(d4, -1.5f, t13);
  x[0] = r0;
  x[1] = r1;
  x[2] = r2;
  x[3] = r3;
  x[4] = r4;
  x[5] = r5;
}

// 8 terms of each sum of a work-item: of its pixels x, times its outputs' weights y.
__attribute__((always_inline)) void multiply_32x32_4x4_8(
    local const float4 *x, local const float4 *y, float4 sum[4][1]) {
  for (int k = 0; k < 8; k++) {
    float4 weight[1];
#pragma unroll
    for (int j = 0; j < 1; j++) {
      weight[j] = y[k * 8 + j * 8];
    }
#pragma unroll
    for (int i = 0; i < 4; i += 4) {
      const float4 pixel = x[k * 9 + i / 4 * 8];
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

// max(x, 0): NaN stays NaN, and no result is a negative zero.
float relu(const float x) {
  return x <= 0.0f ? (float) 0.0f : x;
}

// At m for F(4x4, 3x3): the first 4 become those of the tile.
__attribute__((always_inline)) void tile_4x4_3x3(float x[6]) {
  const float d0 = x[0];
  const float d1 = x[1];
  const float d2 = x[2];
  const float d3 = x[3];
  const float d4 = x[4];
  const float d5 = x[5];
  const float t0 = d1 + d2;
  const float t1 = d1 - d2;
  const float t2 = d0 + t0;
  const float t3 = t2 + d3;
  const float r0 = t3 + d4;
  const float t4 = fma(d3, 2.0f, t1);
  const float r1 = fma(d4, -0.5f, t4);
  const float t5 = fma(d3, 4.0f, t0);
  const float r2 = fma(d4, 0.25f, t5);
  const float t6 = t1 + d5;
  const float t7 = fma(d3, 8.0f, t6);
  const float r3 = fma(d4, -0.125f, t7);
  x[0] = r0;
  x[1] = r1;
  x[2] = r2;
  x[3] = r3;
}

// input.nin:3 input.
// A work-item computes 4 channels of a pixel.
kernel void k_input(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 110) {
    const int rest = unit % 110;
    global float *maps = a + (size_t) (unit / 110) * 21888;
    const int pixel = rest;
    global const float *image = in + (size_t) (unit / 110) * 330 + pixel;
    for (int c = 0; c < 3; c++) {
      maps[pixel * 4 + c] = image[c * 110];
    }
  }
}

// input.nin:5 first: 3x3 pad 1, 3 -> 24, ReLU.
// 3x10x11 -> 24x10x11; a work-item computes 4 pixels x 4 outputs.
kernel __attribute__((reqd_work_group_size(128, 1, 1))) void k_first(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[272];  // [16 terms][64 pixels], rows 68 floats apart
  local float4 y[128];  // [16 terms][32 outputs]
  local size_t image[64];  // of each pixel: where its image lies,
  local int2 corner[64];   // and the row and column of its window's first tap
  const int item = get_local_id(0);
  const int first = get_group_id(0) * 64;
  const int last = images * 110 - 1;
  const int output = 0;
  for (int p = item; p < 64; p += 128) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + p, last);
    const int pixel = unit % 110;
    image[p] = (size_t) (unit / 110) * 21888;
    corner[p] = (int2) (pixel / 11 - 1, pixel % 11 - 1);
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
      const bool inside = t < 27 && (uint) row < 10 && (uint) column < 11;
      ((local float *) x)[item % 16 * 68 + p] =
          inside ? a[image[p] + row * 44 + column * 4 + c] : 0.0f;
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
      global float *to = a + (size_t) (unit / 110) * 21888 + 10944 + unit % 110 * 32;
#pragma unroll
      for (int j = 0; j < 1; j++) {
        const int o = output + (j * 8 + across) * 4;
        if (o < 24) {
          *(global float4 *) (to + o) = relu4(sum[i][j]);
        }
      }
    }
  }
}

// input.nin:6 second: patches for F(4x4, 3x3), 9 tiles.
// 24x10x11 -> 24x36x9; a work-item computes 1 channel of a patch.
kernel void k_second_tiles(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 216) {
    const int rest = unit % 216;
    global float *maps = a + (size_t) (unit / 216) * 21888;
    const int tile = rest / 24;
    const int channel = rest % 24;
    const int top = tile / 3 * 4 - 1;
    const int left = tile % 3 * 4 - 1;
    float s[6][6];
    // Columns of the patch first. What lies outside of the image is zero.
#pragma unroll
    for (int j = 0; j < 6; j++) {
      const int x = left + j;
      float d[6];
#pragma unroll
      for (int i = 0; i < 6; i++) {
        const int y = top + i;
        const bool inside = (uint) y < 10 && (uint) x < 11;
        d[i] = inside ? maps[10944 + y * 352 + x * 32 + channel] : 0.0f;
      }
      patch_4x4_3x3(d);
#pragma unroll
      for (int i = 0; i < 6; i++) {
        s[i][j] = d[i];
      }
    }
#pragma unroll
    for (int i = 0; i < 6; i++) {
      patch_4x4_3x3(s[i]);
#pragma unroll
      for (int j = 0; j < 6; j++) {
        maps[(i * 6 + j) * 304 + tile * 32 + channel] = s[i][j];
      }
    }
  }
}

// input.nin:6 second: products for F(4x4, 3x3).
// 24x36x9 -> 20x36x9; a work-item computes 4 tiles x 4 outputs at a point.
kernel __attribute__((reqd_work_group_size(64, 1, 1))) void k_second_products(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  local float4 x[72];  // [8 terms][32 pixels], rows 36 floats apart
  local float4 y[64];  // [8 terms][32 outputs]
  const int item = get_local_id(0);
  const int first = get_group_id(0) * 32;
  const int last = images * 9 - 1;
  const int point = get_group_id(1);
  const int output = 0;
  // The item brings four channels of one pixel in 32, and four outputs of one channel in 8.
  const int quad = item % 2 * 4;
  global const float *from[1];
#pragma unroll
  for (int i = 0; i < 1; i++) {
    // The remainder of the last tile reads the last pixel again, and is not stored.
    const int unit = min(first + item / 2 + i * 32, last);
    const int pixel = unit % 9;
    from[i] = a + (size_t) (unit / 9) * 21888 + point * 304 + pixel * 32 + quad;
  }
  local float *bring = (local float *) x + quad * 36 + item / 2;
  const int brought = output + item % 8 * 4;
  global const float *weights =
      w + 928 + point * 768 + brought / 32 * 27648 + brought % 32 + item / 8 * 32;
  // The item sums up 4 pixels x 4 outputs, in fours that lie apart.
  const int across = item % 8;
  const int down = item / 8;
  float4 sum[4][1];
#pragma unroll
  for (int j = 0; j < 1; j++) {
    const float4 start = 0.0f;
#pragma unroll
    for (int i = 0; i < 4; i++) {
      sum[i][j] = start;
    }
  }
#pragma unroll 1
  for (int c = 0; c < 24; c += 8) {
#pragma unroll
    for (int i = 0; i < 1; i++) {
      const float4 pixel = *(global const float4 *) (from[i] + c);
      bring[i * 32] = pixel.s0;
      bring[i * 32 + 36] = pixel.s1;
      bring[i * 32 + 36 * 2] = pixel.s2;
      bring[i * 32 + 36 * 3] = pixel.s3;
    }
#pragma unroll
    for (int i = 0; i < 1; i++) {
      y[i * 64 + item] = *(global const float4 *) (weights + i * 8 * 32);
    }
    weights += 8 * 32;
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_32x32_4x4_8(x + down, y + across, sum);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
#pragma unroll
  for (int i = 0; i < 4; i++) {
    const int unit = first + (i / 4 * 8 + down) * 4 + i % 4;
    if (unit <= last) {
      global float *to = a + (size_t) (unit / 9) * 21888 + 10944 + point * 304 + unit % 9 * 32;
#pragma unroll
      for (int j = 0; j < 1; j++) {
        const int o = output + (j * 8 + across) * 4;
        if (o < 20) {
          *(global float4 *) (to + o) = sum[i][j];
        }
      }
    }
  }
}

// input.nin:6 second: 3x3 pad 1, 24 -> 20, ReLU, F(4x4, 3x3).
// 20x36x9 -> 20x10x11; a work-item computes 1 output of a tile.
kernel void k_second(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 180) {
    const int rest = unit % 180;
    global float *maps = a + (size_t) (unit / 180) * 21888;
    const int tile = rest / 20;
    const int channel = rest % 20;
    const int top = tile / 3 * 4;
    const int left = tile % 3 * 4;
    const float bias = w[28576 + channel];
    float s[4][6];
    // Columns of the products first.
#pragma unroll
    for (int j = 0; j < 6; j++) {
      float d[6];
#pragma unroll
      for (int i = 0; i < 6; i++) {
        d[i] = maps[10944 + (i * 6 + j) * 304 + tile * 32 + channel];
      }
      tile_4x4_3x3(d);
#pragma unroll
      for (int i = 0; i < 4; i++) {
        s[i][j] = d[i];
      }
    }
#pragma unroll
    for (int i = 0; i < 4; i++) {
      tile_4x4_3x3(s[i]);
#pragma unroll
      for (int j = 0; j < 4; j++) {
        const int y = top + i;
        const int x = left + j;
        // The remainder, beyond the output, is left out.
        if (y < 10 && x < 11) {
          const float sum = s[i][j] + bias;
          maps[y * 352 + x * 32 + channel] = relu(sum);
        }
      }
    }
  }
}

// input.nin:7 gap1: global average.
// 20x10x11 -> 20x1x1; a work-item computes 1 channel of a pixel.
kernel void k_gap1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 20) {
    global float *maps = a + (size_t) (unit / 20) * 21888;
    const int channel = unit % 20;
    float s = 0.0f;
    for (int pixel = 0; pixel < 110; pixel++) {
      s += maps[pixel * 32 + channel];
    }
    maps[3520 + channel] = s * (1.0f / 110);
  }
}

// input.nin:7 gap1: to the caller.
// A work-item computes a number.
kernel void k_gap1_out(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int unit = get_group_id(0) * 128 + get_local_id(0);
  if (unit < images * 20) {
    const int rest = unit % 20;
    global float *maps = a + (size_t) (unit / 20) * 21888;
    out[(size_t) (unit / 20) * 20 + rest] = maps[3520 + rest];
  }
}
