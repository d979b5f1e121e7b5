import dev.ninc.maven.it.Weights

// The weights of another network: one with other shapes.
def narrow = new File(basedir, 'narrow.nin')
narrow.text = 'network Narrow { input 1x6x6 conv 3x3 3 gap }'
Weights.madeUp(narrow)
assert new File(basedir, 'narrow.safetensors').renameTo(new File(basedir, 'src/main/nin/other.safetensors'))
true
