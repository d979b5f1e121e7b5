import dev.ninc.maven.it.Consumer
import dev.ninc.maven.it.Readme
import static org.assertj.core.api.Assertions.assertThat

assertThat(new Consumer(basedir, localRepositoryPath).builds()[0])
    .doesNotContain('WARNING')
    .contains('stripes.nin → model.Stripes, with stripes.safetensors for load().')
    .contains('bird-songs.nin → model.BirdSongs, with bird-songs.safetensors for load().')

['quickstart', 'image-classifier', 'onnx-import', 'birds'].each { name ->
  def project = new File(basedir, name)
  def lib = new File(project, 'target/lib').list()
  assertThat(lib).hasSize(1)
  assertThat(lib[0]).startsWith('ninc-runtime-')

  def consumer = new Consumer(project, localRepositoryPath)
  def readme = new Readme(new File(project, 'README.md'))
  assertThat(readme.programs()).isNotEmpty()
  readme.programs().each { program ->
    Consumer.jdks().each { jdk ->
      assertThat(consumer.java(jdk, *program.words())).isEqualTo(program.prints())
      // Without the Vector API the answers are the same, to the bit.
      def plain = program.words().findAll { it != '--add-modules' && it != 'jdk.incubator.vector' }
      assertThat(plain).hasSize(program.words().size() - 2)
      assertThat(consumer.java(jdk, *plain)).isEqualTo(program.prints())
    }
  }
}

def classifier = new File(basedir, 'image-classifier')
def csv = new File(classifier, 'target/classes.csv').getText('UTF-8').replace('\r\n', '\n')
assertThat(csv).isEqualTo(new Readme(new File(classifier, 'README.md')).block('csv'))
true
