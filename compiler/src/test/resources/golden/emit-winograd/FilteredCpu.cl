// Winograd convolutions, small enough to be read as Java.
// Made by ninc 0.1.0-SNAPSHOT of input.nin, for CPUs: a work-item keeps its sums in vector registers.
//
// line  step      layer                                   output    parameters     MACs  kernel
//    3  k_input   input                                   3x10x11
//    5  k_first   3x3 pad 1, 3 -> 24, ReLU                24x10x11         672   71,280  direct 8 px x 32
//    6  k_second  3x3 pad 1, 24 -> 20, ReLU, F(4x4, 3x3)  20x10x11       4,340  475,200  winograd F(4x4, 3x3), 5 of 25 tiles x 32
//    7  k_gap1    global average                          20x1x1
//
// Each kernel takes the same arguments. Of each of the images:
//   in   330 floats, [channel][row][column]
//   a    14,464 floats of activations, [row][column][channel]
//   out  20 floats, [channel][row][column]
// and of the network:
//   w    28,608 floats of packed weights, of which the first 32 are zero

// max(x, 0): NaN stays NaN, and no result is a negative zero.
float16 relu16(const float16 x) {
  return x <= 0.0f ? (float16) 0.0f : x;
}

// Bt d for F(4x4, 3x3), points 0, 1, -1, 2, -1/2 and infinity.
__attribute__((always_inline)) void patch16_4x4_3x3(float16 x[6]) {
  const float16 d0 = x[0];
  const float16 d1 = x[1];
  const float16 d2 = x[2];
  const float16 d3 = x[3];
  const float16 d4 = x[4];
  const float16 d5 = x[5];
  const float16 t0 = d0 + d4;
  const float16 t1 = fma(d1, (float16) 1.5f, t0);
  const float16 t2 = fma(d2, (float16) (-2.0f), t1);
  const float16 r0 = fma(d3, (float16) (-1.5f), t2);
  const float16 t3 = d4 - d1;
  const float16 t4 = fma(d2, (float16) (-2.5f), t3);
  const float16 r1 = fma(d3, (float16) (-0.5f), t4);
  const float16 t5 = d1 + d4;
  const float16 t6 = fma(d2, (float16) 0.5f, t5);
  const float16 r2 = fma(d3, (float16) (-2.5f), t6);
  const float16 t7 = d4 - d2;
  const float16 t8 = fma(d3, (float16) 0.5f, t7);
  const float16 r3 = fma(d1, (float16) (-0.5f), t8);
  const float16 t9 = d4 - d2;
  const float16 t10 = fma(d1, (float16) 2.0f, t9);
  const float16 r4 = fma(d3, (float16) (-2.0f), t10);
  const float16 t11 = d1 + d5;
  const float16 t12 = fma(d2, (float16) 1.5f, t11);
  const float16 t13 = fma(d3, (float16) (-2.0f), t12);
  const float16 r5 = fma(d4, (float16) (-1.5f), t13);
  x[0] = r0;
  x[1] = r1;
  x[2] = r2;
  x[3] = r3;
  x[4] = r4;
  x[5] = r5;
}

// At m for F(4x4, 3x3): the first 4 become those of the tile.
__attribute__((always_inline)) void tile16_4x4_3x3(float16 x[6]) {
  const float16 d0 = x[0];
  const float16 d1 = x[1];
  const float16 d2 = x[2];
  const float16 d3 = x[3];
  const float16 d4 = x[4];
  const float16 d5 = x[5];
  const float16 t0 = d1 + d2;
  const float16 t1 = d1 - d2;
  const float16 t2 = d0 + t0;
  const float16 t3 = t2 + d3;
  const float16 r0 = t3 + d4;
  const float16 t4 = fma(d3, (float16) 2.0f, t1);
  const float16 r1 = fma(d4, (float16) (-0.5f), t4);
  const float16 t5 = fma(d3, (float16) 4.0f, t0);
  const float16 r2 = fma(d4, (float16) 0.25f, t5);
  const float16 t6 = t1 + d5;
  const float16 t7 = fma(d3, (float16) 8.0f, t6);
  const float16 r3 = fma(d4, (float16) (-0.125f), t7);
  x[0] = r0;
  x[1] = r1;
  x[2] = r2;
  x[3] = r3;
}

// input.nin:3 input.
// A work-item computes up to 64 times 4 channels of a pixel.
kernel void k_input(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 64;
  const int end = min(first + 64, images * 110);
  for (int unit = first; unit < end; unit++) {
    const int rest = unit % 110;
    global float *maps = a + (size_t) (unit / 110) * 14464;
    const int pixel = rest;
    global const float *image = in + (size_t) (unit / 110) * 330 + pixel;
    for (int c = 0; c < 3; c++) {
      maps[pixel * 4 + c] = image[c * 110];
    }
  }
}

// input.nin:5 first: 3x3 pad 1, 3 -> 24, ReLU.
// 3x10x11 -> 24x10x11; a work-item computes 8 pixels x 32 outputs.
kernel void k_first(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  global const float16 *restrict k = (global const float16 *) (w + 32);
  global const float *image[8];
  int top[8];
  int left[8];
  float16 s[8][2];
#pragma unroll
  for (int p = 0; p < 8; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * 8 + p, images * 110 - 1);
    const int pixel = unit % 110;
    image[p] = a + (size_t) (unit / 110) * 14464;
    top[p] = pixel / 11 - 1;
    left[p] = pixel % 11 - 1;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      s[p][v] = ((global const float16 *) (w + 896))[v];
    }
  }
  for (int i = 0; i < 3; i++) {
    global const float *line[8];
    int begin[8];
#pragma unroll
    for (int p = 0; p < 8; p++) {
      // A row outside of the image has no column inside.
      const int row = top[p] + i;
      const bool inside = (uint) row < 10;
      line[p] = inside ? image[p] + row * 44 : w;
      begin[p] = inside ? left[p] : INT_MIN;
    }
    for (int j = 0; j < 3; j++) {
      // A tap outside of the image reads the zeros that the weights begin with.
      global const float *x[8];
#pragma unroll
      for (int p = 0; p < 8; p++) {
        const int column = begin[p] + j;
        x[p] = (uint) column < 11 ? line[p] + column * 4 : w;
      }
      for (int c = 0; c < 3; c++, k += 2) {
#pragma unroll
        for (int p = 0; p < 8; p++) {
#pragma unroll
          for (int v = 0; v < 2; v++) {
            s[p][v] = fma((float16) x[p][c], k[v], s[p][v]);
          }
        }
      }
    }
  }
#pragma unroll
  for (int p = 0; p < 8; p++) {
    const int unit = min((int) get_group_id(0) * 8 + p, images * 110 - 1);
    global float *y = a + (size_t) (unit / 110) * 14464 + 10944 + unit % 110 * 32;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      ((global float16 *) y)[v] = relu16(s[p][v]);
    }
  }
}

// input.nin:6 second: patches for F(4x4, 3x3), 9 tiles.
// 24x10x11 -> 24x36x9; a work-item computes up to 2 times 16 channels of a patch.
kernel void k_second_tiles(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 2;
  const int end = min(first + 2, images * 18);
  for (int unit = first; unit < end; unit++) {
    const int rest = unit % 18;
    global float *maps = a + (size_t) (unit / 18) * 14464;
    const int tile = rest / 2;
    const int channel = rest % 2 * 16;
    const int top = tile / 3 * 4 - 1;
    const int left = tile % 3 * 4 - 1;
    float16 s[6][6];
    // Columns of the patch first. What lies outside of the image is zero.
    for (int j = 0; j < 6; j++) {
      const int x = left + j;
      float16 d[6];
#pragma unroll
      for (int i = 0; i < 6; i++) {
        const int y = top + i;
        const bool inside = (uint) y < 10 && (uint) x < 11;
        d[i] = inside ? *(global float16 *) (maps + 10944 + y * 352 + x * 32 + channel) : (float16) 0.0f;
      }
      patch16_4x4_3x3(d);
#pragma unroll
      for (int i = 0; i < 6; i++) {
        s[i][j] = d[i];
      }
    }
    for (int i = 0; i < 6; i++) {
      patch16_4x4_3x3(s[i]);
#pragma unroll
      for (int j = 0; j < 6; j++) {
        *(global float16 *) (maps + (i * 6 + j) * 304 + tile * 32 + channel) = s[i][j];
      }
    }
  }
}

// input.nin:6 second: 3x3 pad 1, 24 -> 20, ReLU, F(4x4, 3x3).
// 24x36x9 -> 20x10x11; a work-item computes 25 tiles x 32 outputs.
kernel void k_second(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int panel = get_group_id(1);
  const int first = get_group_id(0) * 25;
  const int count = min(25, images * 9 - first);
  // The products of all tiles at each point. Points lie one vector further apart than they need.
  float16 products[36][51];
  global const float16 *restrict k = (global const float16 *) (w + 928 + panel * 27648);
  for (int point = 0; point < 36; point++, k += 24 * 2) {
    for (int tile = 0; tile < count; tile += 5) {
      global const float *x[5];
      float16 s[5][2];
#pragma unroll
      for (int t = 0; t < 5; t++) {
        // The remainder of the last block computes the last tile again.
        const int unit = first + min(tile + t, count - 1);
        x[t] = a + (size_t) (unit / 9) * 14464 + point * 304 + unit % 9 * 32;
#pragma unroll
        for (int v = 0; v < 2; v++) {
          s[t][v] = 0.0f;
        }
      }
      for (int c = 0; c < 24; c++) {
#pragma unroll
        for (int t = 0; t < 5; t++) {
#pragma unroll
          for (int v = 0; v < 2; v++) {
            s[t][v] = fma((float16) x[t][c], k[c * 2 + v], s[t][v]);
          }
        }
      }
#pragma unroll
      for (int t = 0; t < 5; t++) {
#pragma unroll
        for (int v = 0; v < 2; v++) {
          products[point][(tile + t) * 2 + v] = s[t][v];
        }
      }
    }
  }
  for (int t = 0; t < count; t++) {
    const int unit = first + t;
    const int tile = unit % 9;
    global float *maps = a + (size_t) (unit / 9) * 14464;
    const int top = tile / 3 * 4;
    const int left = tile % 3 * 4;
    // The remainder, beyond the output, is left out.
    const int rows = min(4, 10 - top);
    const int columns = min(4, 11 - left);
    for (int v = 0; v < 2; v++) {
      const float16 bias = ((global const float16 *) (w + 28576 + panel * 32))[v];
      float16 s[4][6];
      for (int j = 0; j < 6; j++) {
        float16 d[6];
#pragma unroll
        for (int i = 0; i < 6; i++) {
          d[i] = products[i * 6 + j][t * 2 + v];
        }
        tile16_4x4_3x3(d);
#pragma unroll
        for (int i = 0; i < 4; i++) {
          s[i][j] = d[i];
        }
      }
      for (int i = 0; i < rows; i++) {
        tile16_4x4_3x3(s[i]);
        global float *y = maps + 10944 + (top + i) * 352 + left * 32 + panel * 32 + v * 16;
        for (int j = 0; j < columns; j++) {
          const float16 sum = s[i][j] + bias;
          *(global float16 *) (y + j * 32) = relu16(sum);
        }
      }
    }
  }
}

// input.nin:7 gap1: global average.
// 20x10x11 -> 20x1x1; a work-item computes 16 channels of a pixel.
kernel void k_gap1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 1;
  const int end = min(first + 1, images * 2);
  for (int unit = first; unit < end; unit++) {
    global float *maps = a + (size_t) (unit / 2) * 14464;
    const int channel = unit % 2 * 16;
    float16 s = 0.0f;
    for (int pixel = 0; pixel < 110; pixel++) {
      s += *(global float16 *) (maps + 10944 + pixel * 32 + channel);
    }
    *(global float16 *) (maps + channel) = s * (1.0f / 110);
  }
}

// input.nin:7 gap1: to the caller.
// A work-item computes up to 256 numbers.
kernel void k_gap1_out(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 256;
  const int end = min(first + 256, images * 20);
  for (int unit = first; unit < end; unit++) {
    const int rest = unit % 20;
    global float *maps = a + (size_t) (unit / 20) * 14464;
    out[(size_t) (unit / 20) * 20 + rest] = maps[rest];
  }
}
