package io.metaflows.kazoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.channels.ChannelLookup;
import io.metaflows.channels.RunResult;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.testing.TestingClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that are used again, and those that should not be. */
@Timeout(60)
class KeptAliveTest {

  private static Kazoo kazoo(RawServer server, Clock clock) {
    return new Kazoo(
        Given.settings(server.url(), Duration.ofSeconds(10), 10_000), Optional.empty(), clock);
  }

  private static ChannelLookup find(Kazoo kazoo) {
    return kazoo.channels().find(Given.target(), Given.deadline());
  }

  private static RunResult run(Kazoo kazoo) {
    return kazoo.channels().run(Given.target(), Given.hangup(), Given.deadline());
  }

  /** Answers the first so many requests of the first connection, and resets it at the next. */
  private static RawServer resettingAfter(int answered) throws Exception {
    return new RawServer(
        (n, with) -> {
          for (int i = 0; n > 1 || i < answered; i++) {
            with.request();
            with.answer(200, Given.success("{}"));
          }
          with.request();
          with.reset();
        });
  }

  @Test
  void lookupAndPutShareAConnection() throws Exception {
    try (RawServer server = resettingAfter(2)) {
      Kazoo kazoo = kazoo(server, new TestingClock());
      assertThat(find(kazoo)).isEqualTo(Given.live());
      assertThat(run(kazoo)).isEqualTo(RunResult.RunAccepted.INSTANCE);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aPutOnAKeptConnectionThatIsResetIsNotSentAgain() throws Exception {
    try (RawServer server = resettingAfter(1)) {
      Kazoo kazoo = kazoo(server, new TestingClock());
      find(kazoo);
      assertThat(run(kazoo))
          .isEqualTo(new SwitchFailure.NoAnswer(false, "the Channels API broke the connection"));
      assertThat(server.puts()).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aPutOnAKeptConnectionThatEndsWithoutAnAnswerIsNotSentAgain() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.answer(200, Given.success("{}"));
              with.request();
            })) {
      Kazoo kazoo = kazoo(server, new TestingClock());
      find(kazoo);
      assertThat(run(kazoo))
          .isEqualTo(new SwitchFailure.NoAnswer(false, "the Channels API broke the connection"));
      assertThat(server.puts()).isEqualTo(1);
    }
  }

  @Test
  void aLookupOnAKeptConnectionThatIsResetSucceedsOnAnother() throws Exception {
    try (RawServer server = resettingAfter(1)) {
      Kazoo kazoo = kazoo(server, new TestingClock());
      find(kazoo);
      assertThat(find(kazoo)).isEqualTo(Given.live());
    }
  }

  @Test
  void afterAPauseAPutTakesAFreshConnection() throws Exception {
    try (RawServer server = resettingAfter(1)) {
      TestingClock clock = new TestingClock();
      Kazoo kazoo = kazoo(server, clock);
      find(kazoo);
      clock.forward(KazooConnections.TRUSTED.plusMillis(1));
      assertThat(run(kazoo)).isEqualTo(RunResult.RunAccepted.INSTANCE);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aBodyCannotBeHadTwiceWhateverTheClientThinks() throws Exception {
    try (RawServer server = resettingAfter(2)) {
      OnceBody body = new OnceBody(new byte[] {'{', '}'});
      HttpRequest request = HttpRequest.newBuilder(URI.create(server.url())).PUT(body).build();
      HttpClient client = HttpClient.newHttpClient();
      assertThat(body.wasTaken()).isFalse();
      client.send(request, BodyHandlers.ofString());
      assertThat(body.wasTaken()).isTrue();
      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
          .hasStackTraceContaining("the request was sent before");
      assertThat(server.puts()).isEqualTo(1);
    }
  }
}
