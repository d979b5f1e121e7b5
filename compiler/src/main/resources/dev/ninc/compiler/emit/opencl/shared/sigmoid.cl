// 1 / (1 + exp(-x)).
TYPE NAME(const TYPE x) {
  return 1.0f / (1.0f + exp(-x));
}
