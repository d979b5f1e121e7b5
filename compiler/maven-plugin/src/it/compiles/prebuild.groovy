import dev.ninc.maven.it.Weights

Weights.madeUp(new File(basedir, 'src/main/nin/digits.nin'))
true
