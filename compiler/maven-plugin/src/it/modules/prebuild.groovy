import dev.ninc.maven.it.Weights

Weights.madeUp(new File(basedir, 'plain/src/main/nin/it/plain/tiny.nin'))
Weights.madeUp(new File(basedir, 'named/src/main/nin/it/named/tiny.nin'))
Weights.madeUp(new File(basedir, 'tested/src/test/nin/it/tested/tiny.nin'))
true
