// A chain of layers that a GPU runs as one kernel, and an end in one kernel.
// Made by ninc 0.1.0-SNAPSHOT of input.nin, for CPUs: a work-item keeps its sums in vector registers.
//
// line  step        layer                                         output     parameters        MACs  kernel
//    3  k_input     input                                         3x32x32
//    4  k_conv1     5x5 pad 2, 3 -> 192, ReLU                     192x32x32      14,592  14,745,600  direct 8 px x 32
//    5  k_cccp1     1x1, 192 -> 160, ReLU                         160x32x32      30,880  31,457,280  direct 8 px x 32
//    6  k_cccp2     1x1, 160 -> 96, ReLU                          96x32x32       15,456  15,728,640  direct 8 px x 32
//    7  k_maxpool1  max 3x3 stride 2                              96x16x16
//   10  k_softmax1  1x1, 96 -> 10, ReLU; global average; softmax  10x1x1            970     245,760  with mean and softmax, 8 px
//
// Each kernel takes the same arguments. Of each of the images:
//   in   3,072 floats, [channel][row][column]
//   a    360,448 floats of activations, [row][column][channel]
//   out  10 floats, [channel][row][column]
// and of the network:
//   w    64,224 floats of packed weights, of which the first 192 are zero

// max(x, 0): NaN stays NaN, and no result is a negative zero.
float16 relu16(const float16 x) {
  return x <= 0.0f ? (float16) 0.0f : x;
}

// The larger of the two; NaN where one of them is.
float16 larger16(const float16 x, const float16 y) {
  return ((y > x) | (y != y)) ? y : x;
}

// The larger of the two; NaN where one of them is.
float larger(const float x, const float y) {
  return ((y > x) | (y != y)) ? y : x;
}

// Stores the softmax of the means.
void softmax_10(const float *mean, global float *to) {
  float largest = mean[0];
  for (int o = 1; o < 10; o++) {
    largest = larger(largest, mean[o]);
  }
  float sum = 0.0f;
  for (int o = 0; o < 10; o++) {
    to[o] = exp(mean[o] - largest);
    sum += to[o];
  }
  for (int o = 0; o < 10; o++) {
    to[o] /= sum;
  }
}

// input.nin:3 input.
// A work-item computes up to 64 times 4 channels of a pixel.
kernel void k_input(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 64;
  const int end = min(first + 64, images * 1024);
  for (int unit = first; unit < end; unit++) {
    const int rest = unit % 1024;
    global float *maps = a + (size_t) (unit / 1024) * 360448;
    const int pixel = rest;
    global const float *image = in + (size_t) (unit / 1024) * 3072 + pixel;
    for (int c = 0; c < 3; c++) {
      maps[196608 + pixel * 4 + c] = image[c * 1024];
    }
  }
}

// input.nin:4 conv1: 5x5 pad 2, 3 -> 192, ReLU.
// 3x32x32 -> 192x32x32; a work-item computes 8 pixels x 32 outputs.
kernel void k_conv1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int panel = get_group_id(1);
  global const float16 *restrict k = (global const float16 *) (w + 192 + panel * 2400);
  global const float *image[8];
  int top[8];
  int left[8];
  float16 s[8][2];
#pragma unroll
  for (int p = 0; p < 8; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * 8 + p, images * 1024 - 1);
    const int pixel = unit % 1024;
    image[p] = a + (size_t) (unit / 1024) * 360448 + 196608;
    top[p] = pixel / 32 - 2;
    left[p] = pixel % 32 - 2;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      s[p][v] = ((global const float16 *) (w + 14592 + panel * 32))[v];
    }
  }
  for (int i = 0; i < 5; i++) {
    global const float *line[8];
    int begin[8];
#pragma unroll
    for (int p = 0; p < 8; p++) {
      // A row outside of the image has no column inside.
      const int row = top[p] + i;
      const bool inside = (uint) row < 32;
      line[p] = inside ? image[p] + row * 128 : w;
      begin[p] = inside ? left[p] : INT_MIN;
    }
    for (int j = 0; j < 5; j++) {
      // A tap outside of the image reads the zeros that the weights begin with.
      global const float *x[8];
#pragma unroll
      for (int p = 0; p < 8; p++) {
        const int column = begin[p] + j;
        x[p] = (uint) column < 32 ? line[p] + column * 4 : w;
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
    const int unit = min((int) get_group_id(0) * 8 + p, images * 1024 - 1);
    global float *y = a + (size_t) (unit / 1024) * 360448 + unit % 1024 * 192 + panel * 32;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      ((global float16 *) y)[v] = relu16(s[p][v]);
    }
  }
}

// input.nin:5 cccp1: 1x1, 192 -> 160, ReLU.
// 192x32x32 -> 160x32x32; a work-item computes 8 pixels x 32 outputs.
kernel void k_cccp1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int panel = get_group_id(1);
  global const float16 *restrict k = (global const float16 *) (w + 14784 + panel * 6144);
  global const float *x[8];
  float16 s[8][2];
#pragma unroll
  for (int p = 0; p < 8; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * 8 + p, images * 1024 - 1);
    const int pixel = unit % 1024;
    x[p] = a + (size_t) (unit / 1024) * 360448 + pixel * 192;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      s[p][v] = ((global const float16 *) (w + 45504 + panel * 32))[v];
    }
  }
  for (int c = 0; c < 192; c++) {
#pragma unroll
    for (int p = 0; p < 8; p++) {
#pragma unroll
      for (int v = 0; v < 2; v++) {
        s[p][v] = fma((float16) x[p][c], k[c * 2 + v], s[p][v]);
      }
    }
  }
#pragma unroll
  for (int p = 0; p < 8; p++) {
    const int unit = min((int) get_group_id(0) * 8 + p, images * 1024 - 1);
    global float *y = a + (size_t) (unit / 1024) * 360448 + 196608 + unit % 1024 * 160 + panel * 32;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      ((global float16 *) y)[v] = relu16(s[p][v]);
    }
  }
}

// input.nin:6 cccp2: 1x1, 160 -> 96, ReLU.
// 160x32x32 -> 96x32x32; a work-item computes 8 pixels x 32 outputs.
kernel void k_cccp2(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int panel = get_group_id(1);
  global const float16 *restrict k = (global const float16 *) (w + 45664 + panel * 5120);
  global const float *x[8];
  float16 s[8][2];
#pragma unroll
  for (int p = 0; p < 8; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * 8 + p, images * 1024 - 1);
    const int pixel = unit % 1024;
    x[p] = a + (size_t) (unit / 1024) * 360448 + 196608 + pixel * 160;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      s[p][v] = ((global const float16 *) (w + 61024 + panel * 32))[v];
    }
  }
  for (int c = 0; c < 160; c++) {
#pragma unroll
    for (int p = 0; p < 8; p++) {
#pragma unroll
      for (int v = 0; v < 2; v++) {
        s[p][v] = fma((float16) x[p][c], k[c * 2 + v], s[p][v]);
      }
    }
  }
#pragma unroll
  for (int p = 0; p < 8; p++) {
    const int unit = min((int) get_group_id(0) * 8 + p, images * 1024 - 1);
    global float *y = a + (size_t) (unit / 1024) * 360448 + unit % 1024 * 96 + panel * 32;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      ((global float16 *) y)[v] = relu16(s[p][v]);
    }
  }
}

// input.nin:7 maxpool1: max 3x3 stride 2.
// 96x32x32 -> 96x16x16; a work-item computes up to 96 times 16 channels of a pixel.
kernel void k_maxpool1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 96;
  const int end = min(first + 96, images * 1536);
  for (int unit = first; unit < end; unit++) {
    const int rest = unit % 1536;
    global float *maps = a + (size_t) (unit / 1536) * 360448;
    const int pixel = rest / 6;
    const int channel = rest % 6 * 16;
    const int row = pixel / 16;
    const int column = pixel % 16;
    // The window, clipped to the image.
    const int top = row * 2;
    const int bottom = min(row * 2 + 3, 32);
    const int left = column * 2;
    const int right = min(column * 2 + 3, 32);
    float16 s = -INFINITY;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        s = larger16(s, *(global float16 *) (maps + y * 3072 + x * 96 + channel));
      }
    }
    *(global float16 *) (maps + 98304 + pixel * 96 + channel) = s;
  }
}

// input.nin:10 softmax1: 1x1, 96 -> 10, ReLU; global average; softmax.
// 96x16x16 -> 10x1x1; a work-item computes 8 pixels x 16 outputs at a time, of an image.
kernel void k_softmax1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  global float *maps = a + (size_t) get_group_id(0) * 360448;
  float16 total[1];
  for (int panel = 0; panel < 1; panel++) {
    global const float16 *restrict k = (global const float16 *) (w + 61120 + panel * 3072);
    float16 t[1];
#pragma unroll
    for (int v = 0; v < 1; v++) {
      t[v] = (float16) 0.0f;
    }
    for (int first = 0; first < 256; first += 8) {
      global const float *x[8];
      float16 s[8][1];
#pragma unroll
      for (int p = 0; p < 8; p++) {
        // The remainder of the last tile computes the last pixel again.
        x[p] = maps + 98304 + min(first + p, 255) * 96;
#pragma unroll
        for (int v = 0; v < 1; v++) {
          s[p][v] = ((global const float16 *) (w + 64192 + panel * 32))[v];
        }
      }
      for (int c = 0; c < 96; c++) {
#pragma unroll
        for (int p = 0; p < 8; p++) {
#pragma unroll
          for (int v = 0; v < 1; v++) {
            s[p][v] = fma((float16) x[p][c], k[c * 2 + v], s[p][v]);
          }
        }
      }
#pragma unroll
      for (int p = 0; p < 8; p++) {
        if (first + p < 256) {
#pragma unroll
          for (int v = 0; v < 1; v++) {
            t[v] += relu16(s[p][v]);
          }
        }
      }
    }
#pragma unroll
    for (int v = 0; v < 1; v++) {
      total[panel + v] = t[v] * (1.0f / 256);
    }
  }
  const float *mean = (const float *) total;
  global float *to = maps;
  softmax_10(mean, to);
}

// input.nin:10 softmax1: to the caller.
// A work-item computes up to 256 numbers.
kernel void k_softmax1_out(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 256;
  const int end = min(first + 256, images * 10);
  for (int unit = first; unit < end; unit++) {
    const int rest = unit % 10;
    global float *maps = a + (size_t) (unit / 10) * 360448;
    out[(size_t) (unit / 10) * 10 + rest] = maps[rest];
  }
}
