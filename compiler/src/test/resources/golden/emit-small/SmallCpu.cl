// A network that is small enough to be read as Java.
//
// It has a mlpconv stack, a pooling layer with clipped windows, and two branches.
// Made by ninc 0.1.0-SNAPSHOT of input.nin, for CPUs: a work-item keeps its sums in vector registers.
//
// line  step        layer                                  output  parameters    MACs  kernel
//    5  k_input     input                                  3x9x9
//    8  k_conv1     3x3 pad 1, 3 -> 20, ReLU               20x9x9         560  43,740  direct 7 px x 32
//    8  k_cccp1     1x1, 20 -> 16, ReLU                    16x9x9         336  25,920  direct 7 px x 16
//    9  k_maxpool1  max 3x3 stride 2                       16x4x4
//   11  k_left      1x1, 16 -> 16, ReLU                    16x4x4         272   4,096  direct 8 px x 16
//   13  k_right     3x3 pad 1, 16 -> 16, ReLU              16x4x4       2,352  36,864  direct 8 px x 16
//   17  k_softmax1  1x1, 32 -> 2; global average; softmax  2x1x1           66   1,024  with mean and softmax, 8 px
//
// Each kernel takes the same arguments. Of each of the images:
//   in   243 floats, [channel][row][column]
//   a    3,888 floats of activations, [row][column][channel]
//   out  2 floats, [channel][row][column]
// and of the network:
//   w    7,840 floats of packed weights, of which the first 32 are zero

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
void softmax_2(const float *mean, global float *to) {
  float largest = mean[0];
  for (int o = 1; o < 2; o++) {
    largest = larger(largest, mean[o]);
  }
  float sum = 0.0f;
  for (int o = 0; o < 2; o++) {
    to[o] = exp(mean[o] - largest);
    sum += to[o];
  }
  for (int o = 0; o < 2; o++) {
    to[o] /= sum;
  }
}

// input.nin:5 input.
// A work-item computes up to 64 times 4 channels of a pixel.
kernel void k_input(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 64;
  const int end = min(first + 64, images * 81);
  for (int unit = first; unit < end; unit++) {
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
// 3x9x9 -> 20x9x9; a work-item computes 7 pixels x 32 outputs.
kernel void k_conv1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  global const float16 *restrict k = (global const float16 *) (w + 32);
  global const float *image[7];
  int top[7];
  int left[7];
  float16 s[7][2];
#pragma unroll
  for (int p = 0; p < 7; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * 7 + p, images * 81 - 1);
    const int pixel = unit % 81;
    image[p] = a + (size_t) (unit / 81) * 3888 + 2592;
    top[p] = pixel / 9 - 1;
    left[p] = pixel % 9 - 1;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      s[p][v] = ((global const float16 *) (w + 896))[v];
    }
  }
  for (int i = 0; i < 3; i++) {
    global const float *line[7];
    int begin[7];
#pragma unroll
    for (int p = 0; p < 7; p++) {
      // A row outside of the image has no column inside.
      const int row = top[p] + i;
      const bool inside = (uint) row < 9;
      line[p] = inside ? image[p] + row * 36 : w;
      begin[p] = inside ? left[p] : INT_MIN;
    }
    for (int j = 0; j < 3; j++) {
      // A tap outside of the image reads the zeros that the weights begin with.
      global const float *x[7];
#pragma unroll
      for (int p = 0; p < 7; p++) {
        const int column = begin[p] + j;
        x[p] = (uint) column < 9 ? line[p] + column * 4 : w;
      }
      for (int c = 0; c < 3; c++, k += 2) {
#pragma unroll
        for (int p = 0; p < 7; p++) {
#pragma unroll
          for (int v = 0; v < 2; v++) {
            s[p][v] = fma((float16) x[p][c], k[v], s[p][v]);
          }
        }
      }
    }
  }
#pragma unroll
  for (int p = 0; p < 7; p++) {
    const int unit = min((int) get_group_id(0) * 7 + p, images * 81 - 1);
    global float *y = a + (size_t) (unit / 81) * 3888 + unit % 81 * 32;
#pragma unroll
    for (int v = 0; v < 2; v++) {
      ((global float16 *) y)[v] = relu16(s[p][v]);
    }
  }
}

// input.nin:8 cccp1: 1x1, 20 -> 16, ReLU.
// 20x9x9 -> 16x9x9; a work-item computes 7 pixels x 16 outputs.
kernel void k_cccp1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  global const float16 *restrict k = (global const float16 *) (w + 928);
  global const float *x[7];
  float16 s[7][1];
#pragma unroll
  for (int p = 0; p < 7; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * 7 + p, images * 81 - 1);
    const int pixel = unit % 81;
    x[p] = a + (size_t) (unit / 81) * 3888 + pixel * 32;
#pragma unroll
    for (int v = 0; v < 1; v++) {
      s[p][v] = ((global const float16 *) (w + 1568))[v];
    }
  }
  for (int c = 0; c < 20; c++) {
#pragma unroll
    for (int p = 0; p < 7; p++) {
#pragma unroll
      for (int v = 0; v < 1; v++) {
        s[p][v] = fma((float16) x[p][c], k[c * 2 + v], s[p][v]);
      }
    }
  }
#pragma unroll
  for (int p = 0; p < 7; p++) {
    const int unit = min((int) get_group_id(0) * 7 + p, images * 81 - 1);
    global float *y = a + (size_t) (unit / 81) * 3888 + 2592 + unit % 81 * 16;
#pragma unroll
    for (int v = 0; v < 1; v++) {
      ((global float16 *) y)[v] = relu16(s[p][v]);
    }
  }
}

// input.nin:9 maxpool1: max 3x3 stride 2.
// 16x9x9 -> 16x4x4; a work-item computes up to 16 times 16 channels of a pixel.
kernel void k_maxpool1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 16;
  const int end = min(first + 16, images * 16);
  for (int unit = first; unit < end; unit++) {
    const int rest = unit % 16;
    global float *maps = a + (size_t) (unit / 16) * 3888;
    const int pixel = rest;
    const int row = pixel / 4;
    const int column = pixel % 4;
    // The window, clipped to the image.
    const int top = row * 2;
    const int bottom = row * 2 + 3;
    const int left = column * 2;
    const int right = column * 2 + 3;
    float16 s = -INFINITY;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        s = larger16(s, *(global float16 *) (maps + 2592 + y * 144 + x * 16));
      }
    }
    *(global float16 *) (maps + 512 + pixel * 16) = s;
  }
}

// input.nin:11 left: 1x1, 16 -> 16, ReLU.
// 16x4x4 -> 16x4x4; a work-item computes 8 pixels x 16 outputs.
kernel void k_left(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  global const float16 *restrict k = (global const float16 *) (w + 1600);
  global const float *x[8];
  float16 s[8][1];
#pragma unroll
  for (int p = 0; p < 8; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * 8 + p, images * 16 - 1);
    const int pixel = unit % 16;
    x[p] = a + (size_t) (unit / 16) * 3888 + 512 + pixel * 16;
#pragma unroll
    for (int v = 0; v < 1; v++) {
      s[p][v] = ((global const float16 *) (w + 2112))[v];
    }
  }
  for (int c = 0; c < 16; c++) {
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
    const int unit = min((int) get_group_id(0) * 8 + p, images * 16 - 1);
    global float *y = a + (size_t) (unit / 16) * 3888 + unit % 16 * 32;
#pragma unroll
    for (int v = 0; v < 1; v++) {
      ((global float16 *) y)[v] = relu16(s[p][v]);
    }
  }
}

// input.nin:13 right: 3x3 pad 1, 16 -> 16, ReLU.
// 16x4x4 -> 16x4x4; a work-item computes 8 pixels x 16 outputs.
kernel void k_right(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  global const float16 *restrict k = (global const float16 *) (w + 2144);
  global const float *image[8];
  int top[8];
  int left[8];
  float16 s[8][1];
#pragma unroll
  for (int p = 0; p < 8; p++) {
    // The remainder of the last tile computes the last pixel again.
    const int unit = min((int) get_group_id(0) * 8 + p, images * 16 - 1);
    const int pixel = unit % 16;
    image[p] = a + (size_t) (unit / 16) * 3888 + 512;
    top[p] = pixel / 4 - 1;
    left[p] = pixel % 4 - 1;
#pragma unroll
    for (int v = 0; v < 1; v++) {
      s[p][v] = ((global const float16 *) (w + 6752))[v];
    }
  }
  for (int i = 0; i < 3; i++) {
    global const float *line[8];
    int begin[8];
#pragma unroll
    for (int p = 0; p < 8; p++) {
      // A row outside of the image has no column inside.
      const int row = top[p] + i;
      const bool inside = (uint) row < 4;
      line[p] = inside ? image[p] + row * 64 : w;
      begin[p] = inside ? left[p] : INT_MIN;
    }
    for (int j = 0; j < 3; j++) {
      // A tap outside of the image reads the zeros that the weights begin with.
      global const float *x[8];
#pragma unroll
      for (int p = 0; p < 8; p++) {
        const int column = begin[p] + j;
        x[p] = (uint) column < 4 ? line[p] + column * 16 : w;
      }
      for (int c = 0; c < 16; c++, k += 2) {
#pragma unroll
        for (int p = 0; p < 8; p++) {
#pragma unroll
          for (int v = 0; v < 1; v++) {
            s[p][v] = fma((float16) x[p][c], k[v], s[p][v]);
          }
        }
      }
    }
  }
#pragma unroll
  for (int p = 0; p < 8; p++) {
    const int unit = min((int) get_group_id(0) * 8 + p, images * 16 - 1);
    global float *y = a + (size_t) (unit / 16) * 3888 + 16 + unit % 16 * 32;
#pragma unroll
    for (int v = 0; v < 1; v++) {
      ((global float16 *) y)[v] = relu16(s[p][v]);
    }
  }
}

// input.nin:17 softmax1: 1x1, 32 -> 2; global average; softmax.
// 32x4x4 -> 2x1x1; a work-item computes 8 pixels x 16 outputs at a time, of an image.
kernel void k_softmax1(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  global float *maps = a + (size_t) get_group_id(0) * 3888;
  float16 total[1];
  for (int panel = 0; panel < 1; panel++) {
    global const float16 *restrict k = (global const float16 *) (w + 6784 + panel * 1024);
    float16 t[1];
#pragma unroll
    for (int v = 0; v < 1; v++) {
      t[v] = (float16) 0.0f;
    }
    for (int first = 0; first < 16; first += 8) {
      global const float *x[8];
      float16 s[8][1];
#pragma unroll
      for (int p = 0; p < 8; p++) {
        // The remainder of the last tile computes the last pixel again.
        x[p] = maps + min(first + p, 15) * 32;
#pragma unroll
        for (int v = 0; v < 1; v++) {
          s[p][v] = ((global const float16 *) (w + 7808 + panel * 32))[v];
        }
      }
      for (int c = 0; c < 32; c++) {
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
        if (first + p < 16) {
#pragma unroll
          for (int v = 0; v < 1; v++) {
            t[v] += s[p][v];
          }
        }
      }
    }
#pragma unroll
    for (int v = 0; v < 1; v++) {
      total[panel + v] = t[v] * (1.0f / 16);
    }
  }
  const float *mean = (const float *) total;
  global float *to = maps + 512;
  softmax_2(mean, to);
}

// input.nin:17 softmax1: to the caller.
// A work-item computes up to 256 numbers.
kernel void k_softmax1_out(
    global const float *restrict in, global float *a, global const float *restrict w,
    global float *out, const int images) {
  const int first = get_group_id(0) * 256;
  const int end = min(first + 256, images * 2);
  for (int unit = first; unit < end; unit++) {
    const int rest = unit % 2;
    global float *maps = a + (size_t) (unit / 2) * 3888;
    out[(size_t) (unit / 2) * 2 + rest] = maps[512 + rest];
  }
}
