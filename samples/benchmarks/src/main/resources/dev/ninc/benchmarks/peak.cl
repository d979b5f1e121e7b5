// As many multiply-adds as a device can do: eight sums for each work-item, none of which waits for
// another one.

#if LANES == 1
typedef float real;
#else
typedef float16 real;
#endif

kernel void peak(global real *out, const int rounds, const float factor, const float term) {
  const real f = factor;
  const real t = term;
  real s0 = get_global_id(0), s1 = s0 + 1, s2 = s0 + 2, s3 = s0 + 3;
  real s4 = s0 + 4, s5 = s0 + 5, s6 = s0 + 6, s7 = s0 + 7;
  for (int i = 0; i < rounds; i++) {
    s0 = fma(s0, f, t), s1 = fma(s1, f, t), s2 = fma(s2, f, t), s3 = fma(s3, f, t);
    s4 = fma(s4, f, t), s5 = fma(s5, f, t), s6 = fma(s6, f, t), s7 = fma(s7, f, t);
    s0 = fma(s0, f, t), s1 = fma(s1, f, t), s2 = fma(s2, f, t), s3 = fma(s3, f, t);
    s4 = fma(s4, f, t), s5 = fma(s5, f, t), s6 = fma(s6, f, t), s7 = fma(s7, f, t);
  }
  out[get_global_id(0)] = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
}
