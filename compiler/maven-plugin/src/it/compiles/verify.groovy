import dev.ninc.maven.it.Consumer
import static org.assertj.core.api.Assertions.assertThat

def consumer = new Consumer(basedir, localRepositoryPath)
def builds = consumer.builds()
assertThat(builds).hasSize(3)
assertThat(builds[0])
    .contains('digits.nin → model.Digits, with digits.safetensors for load().')
    .contains('untrained.nin → model.Untrained, without weights')
assertThat(builds[1])
    .contains('Nothing to do: 3 files are up to date.')
    .contains('Nothing to compile - all classes are up to date')
    .doesNotContain('→')
builds.each { assertThat(it).doesNotContain('WARNING') }

def jar = new File(basedir, 'one/compiles-1.jar')
assertThat(new File(basedir, 'two/compiles-1.jar')).hasSameBinaryContentAs(jar)
assertThat(Consumer.entries(jar))
    .contains('model/Digits.class', 'model/DigitsVector.class', 'model/digits.safetensors')
    .contains('model/UntrainedVector32.class')
    .doesNotContain('model/untrained.safetensors')
    .noneMatch { it.endsWith('.java') }
assertThat(new File(basedir, 'one/ninc/main-vector-sources/model/DigitsVector.java')).exists()

// The runtime alone beside it, on this Java and on others; vector classes of each run on each.
def jars = [jar]
Consumer.otherJdks().each { jdk ->
  consumer.maven(jdk, 'package', '-Dfolder=' + jdk.name)
  jars << new File(basedir, jdk.name + '/compiles-1.jar')
}
def answers = [] as Set
// Forced: a network as small as this one may be faster without.
def vector = ['--add-modules', 'jdk.incubator.vector', '-Dninc.backend=vector']
jars.each { made ->
  Consumer.jdks().each { jdk ->
    def fast = consumer.java(jdk, *vector, '-cp', consumer.path(made), 'it.Main')
    assertThat(fast).as(made.toString() + ' on ' + jdk).contains(' true 10 4x6x6 vector (')
    def plain = consumer.java(jdk, '-cp', consumer.path(made), 'it.Main')
    assertThat(plain).contains(' true 10 4x6x6 scalar (start Java with --add-modules jdk.incubator.vector')
    answers << fast.trim().split(' ')[0] << plain.trim().split(' ')[0]
  }
}
assertThat(answers).as('one answer, to the bit').hasSize(1)
true
