package io.metaflows.kazoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.channels.LiveChannel;
import io.metaflows.channels.RunResult;
import io.metaflows.channels.SwitchFailure;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is not HTTP leaves no connection open (docs/kazoo.md#connections). */
@Timeout(120)
class KazooDescriptorsTest {

  private static final int ANSWERS = 2_000;

  /** Both ends of the few connections that are open at one time, and what the JVM opens itself. */
  private static final int MORE_AT_MOST = 100;

  private static final String HEALTHY = "healthy";

  private static int openDescriptors() {
    return new File("/proc/self/fd").list().length;
  }

  /** The server ends no connection by itself, so that the client has to. */
  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n"
      })
  void thousandsOfThemLeaveRoomForAHealthyTrigger(String notHttp) throws Exception {
    AtomicReference<String> answer = new AtomicReference<>(notHttp);
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              while (true) {
                with.request();
                if (answer.get().equals(HEALTHY)) {
                  with.answer(200, Given.success("{}"));
                } else {
                  with.send(answer.get());
                }
              }
            })) {
      Kazoo kazoo = Given.kazoo(server.url());
      int before = openDescriptors();

      for (int i = 0; i < ANSWERS / 2; i++) {
        assertThat(kazoo.channels().find(Given.target(), Given.deadline()))
            .isInstanceOf(SwitchFailure.NotAsked.class);
        assertThat(kazoo.channels().run(Given.target(), Given.hangup(), Given.deadline()))
            .isInstanceOf(SwitchFailure.NoAnswer.class);
        assertFewMoreThan(before);
      }

      answer.set(HEALTHY);
      assertThat(kazoo.channels().find(Given.target(), Given.deadline()))
          .isInstanceOf(LiveChannel.class);
      assertThat(kazoo.channels().run(Given.target(), Given.hangup(), Given.deadline()))
          .isEqualTo(RunResult.RunAccepted.INSTANCE);
    }
  }

  /** Each end is closed a moment after the other. */
  private static void assertFewMoreThan(int before) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (openDescriptors() > before + MORE_AT_MOST && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(openDescriptors()).isLessThanOrEqualTo(before + MORE_AT_MOST);
  }
}
