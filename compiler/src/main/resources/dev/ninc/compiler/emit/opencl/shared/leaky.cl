// x, or slope times x where x is negative.
TYPE NAME(const TYPE x, const float slope) {
  return x < 0.0f ? x * slope : x;
}
