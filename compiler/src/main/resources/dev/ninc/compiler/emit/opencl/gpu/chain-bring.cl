// Brings the weights of BLOCK terms to y: [term][output].
__attribute__((always_inline)) void NAME(global const float *weights, local float4 *y) {
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int n = 0; n < BLOCK; n += DOWN) {
    const int k = n + down;
#pragma unroll
    for (int j = 0; j < QUADS; j++) {
      const int quad = min(j * 16 + across, LAST);
      y[(k * QUADS + j) * 16 + across] =
          *(global const float4 *) (weights + quad / 8 * PANEL_WEIGHTS + k * 32 + quad % 8 * 4);
    }
  }
}
