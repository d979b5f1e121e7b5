// ABOUT.
__attribute__((always_inline)) void NAME(TYPE x[LENGTH]) {
  LOADS;
  SUMS;
  STORES;
}
