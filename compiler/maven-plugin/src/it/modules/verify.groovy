import dev.ninc.maven.it.Consumer
import static org.assertj.core.api.Assertions.assertThat

def consumer = new Consumer(basedir, localRepositoryPath)
assertThat(consumer.builds()[0]).doesNotContain('COMPILATION WARNING')

def tests = new File(basedir, 'tested/target/test-classes/it/tested')
assertThat(tests.list())
    .contains('Tiny.class', 'TinyVector.class', 'tiny.safetensors', 'UsesTiny.class')
assertThat(new File(basedir, 'tested/target/classes/it/tested')).doesNotExist()

def plain = new File(basedir, 'plain/target/plain-1.jar')
def named = new File(basedir, 'named/target/named-1.jar')
def vector = ['--add-modules', 'jdk.incubator.vector', '-Dninc.backend=vector']
Consumer.jdks().each { jdk ->
  assertThat(consumer.java(jdk, *vector, '-cp', consumer.path(plain), 'it.plain.Main').trim())
      .isEqualTo('null: vector')
  assertThat(consumer.java(jdk, *vector, '-p', consumer.path(named), '-m', 'it.named/it.named.Main').trim())
      .isEqualTo('it.named: vector')
  assertThat(consumer.java(jdk, '-p', consumer.path(named), '-m', 'it.named/it.named.Main').trim())
      .isEqualTo('it.named: scalar')
}
true
