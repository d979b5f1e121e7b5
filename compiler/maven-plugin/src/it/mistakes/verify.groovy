import dev.ninc.maven.it.Consumer
import static org.assertj.core.api.Assertions.assertThat

def builds = new Consumer(basedir, localRepositoryPath).builds()
assertThat(builds[0])
    .contains('[ERROR] error[NIN')
    .contains('src/main/nin/slip.nin:4:3')
    .contains('4 │   maxpol 2x2')
    .contains('│   ^^^^^^')
    .contains('`conv1.weight` has the shape [3, 1, 3, 3]; the network expects [4, 1, 3, 3]')
    .contains('`conv1.bias` has the shape [3]; the network expects [4]')
    .contains('2 errors in 2 files: other.nin, slip.nin')
    .doesNotContain('\tat ')
assertThat(builds[1]).contains('Skipped: ninc.skip is set.')
assertThat(builds[2]).contains('<accuracy> is `best`, which is none of normal, strict.')
assertThat(builds[3]).containsPattern('WARNING] There is no folder .*/src/main/nim')
assertThat(new File(basedir, 'target/generated-sources')).doesNotExist()
true
