// max(x, 0): NaN stays NaN, and no result is a negative zero.
TYPE NAME(const TYPE x) {
  return x <= 0.0f ? (TYPE) 0.0f : x;
}
