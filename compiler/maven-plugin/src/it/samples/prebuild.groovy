import dev.ninc.cli.Main
import dev.ninc.maven.it.Samples
import static org.assertj.core.api.Assertions.assertThat

Samples.copy(basedir, 'quickstart', 'image-classifier', 'onnx-import')

def err = new StringWriter()
String[] words = ['new', 'bird-songs', '--maven', '-d', new File(basedir, 'birds')]
def code = Main.run(words, new PrintWriter(new StringWriter()), new PrintWriter(err))
assertThat(code).as(err.toString()).isZero()
true
