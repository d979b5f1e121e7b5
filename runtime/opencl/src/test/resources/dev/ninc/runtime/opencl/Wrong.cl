kernel void affine(global float *a) { a[0] = undeclared_name; }
