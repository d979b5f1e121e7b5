// The larger of the two; NaN where one of them is.
TYPE NAME(const TYPE x, const TYPE y) {
  return ((y > x) | (y != y)) ? y : x;
}
