// Stores the first numbers, as many as count, at most all 16.
void storeFirst(global float *to, const float16 numbers, const int count) {
  float each[16];
  vstore16(numbers, 0, each);
  for (int i = 0; i < min(count, 16); i++) {
    to[i] = each[i];
  }
}
