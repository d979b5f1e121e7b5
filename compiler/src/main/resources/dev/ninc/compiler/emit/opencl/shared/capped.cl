// min(max(x, 0), 6): NaN stays NaN.
TYPE NAME(const TYPE x) {
  return x <= 0.0f ? (TYPE) 0.0f : x > 6.0f ? (TYPE) 6.0f : x;
}
