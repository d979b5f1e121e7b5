package dev.ninc.runtime.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninc.runtime.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled programs are kept, and nothing that happens to them does harm. */
class ProgramCacheTest {

  @TempDir Path folder;
  private final FakeOpenCl fake = new FakeOpenCl();

  @BeforeEach
  void use() {
    System.setProperty(ProgramCache.PROPERTY, folder.resolve("a/b").toString());
  }

  @AfterEach
  void unuse() {
    System.clearProperty(ProgramCache.PROPERTY);
  }

  /** Loads, runs, and closes a model. */
  private List<String> events() {
    try (Tiny tiny = new Tiny(fake.device())) {
      float[] in = Tiny.images(2);
      assertThat(tiny.run(in)).isEqualTo(Tiny.y(in));
      return tiny.report().events().stream().map(Report.Event::what).toList();
    }
  }

  @Test
  void whoHasNoHomeHasNoCache() {
    List<String> notes = new ArrayList<>();
    assertThat(ProgramCache.usual("/caches", "?", notes::add).file("k"))
        .isEqualTo(Path.of("/caches/ninc/k.clbin").toString());
    assertThat(ProgramCache.usual("caches", "/home/me", notes::add).file("k"))
        .isEqualTo(Path.of("/home/me/.cache/ninc/k.clbin").toString());
    assertThat(notes).isEmpty();
    for (String none : new String[] {"?", "", null}) {
      assertThat(ProgramCache.usual(null, none, notes::add).file("k")).isEqualTo("the cache");
    }
    assertThat(notes)
        .hasSize(3)
        .containsOnly(
            "there is no cache, since there is no home: name a folder with -Dninc.opencl.cache");
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void compilesOnce() {
    assertThat(events()).anyMatch(e -> e.startsWith("the program was compiled in"));
    assertThat(files()).singleElement().asString().endsWith(".clbin");
    assertThat(events()).anyMatch(e -> e.startsWith("the program came from " + folder));
    assertThat(fake.log).filteredOn("build"::equals).hasSize(1);
  }

  @Test
  void makesDamagedFilesAnew() throws IOException {
    events();
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      requireMadeAnew(file, whole);
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] other = whole.clone();
      other[at] ^= 1;
      Files.write(file, other);
      requireMadeAnew(file, whole);
    }
  }

  private void requireMadeAnew(Path file, byte[] whole) throws IOException {
    fake.log.clear();
    assertThat(events()).contains(file + " is damaged and is made anew");
    assertThat(fake.log).contains("build").doesNotContain("load");
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  void makesAnewWhatTheDriverRefuses() throws IOException {
    events();
    fake.refusesBinaries = true;
    assertThat(events()).contains("the driver refuses " + files().get(0) + ", which is made anew");
    fake.refusesBinaries = false;
    assertThat(events()).anyMatch(e -> e.startsWith("the program came from"));
  }

  @Test
  void doesWithoutAFolder() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "in the way");
    for (Path path : List.of(blocked, blocked.resolve("below"))) {
      System.setProperty(ProgramCache.PROPERTY, path.toString());
      assertThat(events())
          .anyMatch(
              e ->
                  e.startsWith(
                      "the program can't be kept for the next time: "
                          + path
                          + " can't be written"));
    }
    System.setProperty(ProgramCache.PROPERTY, "\0");
    assertThat(events()).anyMatch(e -> e.startsWith("there is no cache: "));
    System.setProperty(ProgramCache.PROPERTY, "off");
    assertThat(events()).contains("the cache is off, as -Dninc.opencl.cache says");
    assertThat(files()).hasSize(1);
  }

  @Test
  void aFileThatCantBeReplacedIsNoted() throws IOException {
    events();
    Path file = files().get(0);
    Files.delete(file);
    Files.createDirectories(file.resolve("in the way"));
    assertThat(events()).anyMatch(e -> e.startsWith("the program can't be kept"));
    assertThat(files()).as("temporary files").isEmpty();
  }

  @Test
  void whatAKilledProcessLeftDoesNoHarm() throws IOException {
    events();
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);
    Path left = Files.write(file.resolveSibling(file.getFileName() + "123.tmp"), new byte[] {1});
    events();
    assertThat(file).hasBinaryContent(whole);
    assertThat(left).exists();
  }

  @Test
  void keepsNothingWhereTheDriverGivesNothing() {
    fake.givesNoBinaries = true;
    assertThat(events()).anyMatch(e -> e.startsWith("the driver does not give the program away"));
    assertThat(files()).isEmpty();
  }

  @Test
  void whateverTheProgramDependsOnIsInTheKey() {
    Device.Description d = FakeOpenCl.DESCRIPTION;
    Set<String> keys = new HashSet<>();
    keys.add(ProgramCache.key("text", "options", d, "ninc 1"));
    keys.add(ProgramCache.key("texto", "ptions", d, "ninc 1"));
    keys.add(ProgramCache.key("text", "options", d, "ninc 2"));
    for (int i = 0; i < 5; i++) {
      keys.add(ProgramCache.key("text", "options", changed(d, i), "ninc 1"));
    }
    assertThat(keys).hasSize(8);
    assertThat(ProgramCache.key("text", "options", d, "ninc 1")).isIn(keys).hasSize(64);
  }

  private static Device.Description changed(Device.Description d, int field) {
    return new Device.Description(
        d.type(),
        field == 0 ? "other" : d.name(),
        field == 1 ? "other" : d.vendor(),
        field == 2 ? "other" : d.platform(),
        field == 3 ? "other" : d.driver(),
        field == 4 ? "other" : d.version());
  }
}
