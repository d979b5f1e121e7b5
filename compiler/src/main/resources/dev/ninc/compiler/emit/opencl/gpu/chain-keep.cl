// What becomes of the sums, [pixel][channel] in local memory, for the next layer, which begins to read
// behind a barrier: that of its first weights.
__attribute__((always_inline)) void NAME(float4 sum[4][QUADS], local float4 *z) {
  const int across = get_local_id(0) % 16;
  const int down = get_local_id(0) / 16;
#pragma unroll
  for (int j = 0; j < QUADS; j++) {
    if (j * 16 + across < OUT_QUADS) {
#pragma unroll
      for (int i = 0; i < 4; i++) {
        z[(down * 4 + i) * Z_ROW + j * 16 + across] = ACTIVATED;
      }
    }
  }
}
