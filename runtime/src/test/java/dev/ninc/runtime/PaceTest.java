package dev.ninc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void longSleepsEndWithTheModel() throws Exception {
    WeakReference<Object> model = new WeakReference<>(this);
    Pace pace = new Pace(model);
    CompletableFuture<String> end = new CompletableFuture<>();
    Thread sleeper =
        new Thread(
            () -> {
              try {
                pace.sleep(TimeUnit.HOURS.toMillis(1));
                end.complete("slept");
              } catch (InterruptedException e) {
                end.complete("nobody uses the model");
              }
            });
    sleeper.setDaemon(true);
    sleeper.start();
    model.clear();
    assertThat(end.get(30, TimeUnit.SECONDS)).isEqualTo("nobody uses the model");
  }
}
