import dev.ninc.maven.it.Consumer
import static org.assertj.core.api.Assertions.assertThat

def builds = new Consumer(basedir, localRepositoryPath).builds()
assertThat(builds).hasSize(3)
assertThat(builds[0]).contains('tiny.nin → model.Tiny', 'tiny.nin → wide.Tiny').doesNotContain('WARNING')
assertThat(builds[1])
    .contains('`tiny.nin` would be `model/Tiny.java`, and `tiny.nin` of the execution `default` is')
    .contains('1 error in tiny.nin')
    .doesNotContain('\tat ')
// A goal of the command line makes what an execution has made.
assertThat(builds[2]).contains('tiny.nin → model.Tiny').doesNotContain('ERROR')
def sources = new File(basedir, 'target/generated-sources/ninc')
assertThat(new File(sources, 'model/Tiny.java').text).contains('new Shape(4, 1, 1)')
assertThat(new File(sources, 'wide/Tiny.java').text).contains('new Shape(64, 1, 1)')
true
