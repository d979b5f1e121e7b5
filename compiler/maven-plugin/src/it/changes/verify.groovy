import dev.ninc.maven.it.Consumer
import static org.assertj.core.api.Assertions.assertThat

def builds = new Consumer(basedir, localRepositoryPath).builds()
assertThat(builds[0]).contains('user.nin → ', 'gone.nin → ', 'kept.nin → ')
assertThat(builds[1])
    .contains('user.nin → model.User', 'Nothing to do: 1 file is up to date.')
    .contains('gone.nin is gone: what was made of it is removed.')
    .doesNotContain('kept.nin →')
def target = new File(basedir, 'target')
assertThat(new File(target, 'generated-sources/ninc/model/User.java').text)
    .contains('OUTPUT = new Shape(7, 1, 1)')
def left = []
target.eachFileRecurse { left << it.name }
assertThat(left)
    .contains('User.class', 'UserVector.class', 'Kept.class')
    .noneMatch { it.startsWith('Gone') }
true
