package io.metaflows.kazoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.channels.ChannelLookup;
import io.metaflows.channels.LiveChannel;
import io.metaflows.channels.RunResult;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.TestingSettings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A switch that is down, slow, broken or endless. */
@Timeout(60)
class KazooFailuresTest {

  private static RunResult run(Kazoo kazoo) {
    return kazoo.channels().run(Given.target(), Given.hangup(), Given.deadline());
  }

  private static ChannelLookup find(Kazoo kazoo) {
    return kazoo.channels().find(Given.target(), Given.deadline());
  }

  @Test
  void nothingWasSentToASwitchThatIsDown() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Kazoo kazoo = Given.kazoo("http://127.0.0.1:" + port);
    SwitchFailure down = new SwitchFailure.NotAsked(false, "the Channels API took no connection");
    assertThat(run(kazoo)).isEqualTo(down);
    assertThat(find(kazoo)).isEqualTo(down);
  }

  @Test
  void nothingWasSentToASwitchWhoseNameIsUnknown() {
    Kazoo kazoo = Given.kazoo("http://switch.invalid");
    assertThat(run(kazoo))
        .isEqualTo(new SwitchFailure.NotAsked(false, "the Channels API took no connection"));
  }

  @Test
  void nothingWasSentWhereTheConnectionIsNotTaken() throws Exception {
    // A full queue of connections: the next one is neither taken nor refused.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> queue = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Socket waiting = new Socket();
        queue.add(waiting);
        try {
          waiting.connect(full.getLocalSocketAddress(), 200);
        } catch (SocketTimeoutException e) {
          break;
        }
      }
      Kazoo kazoo =
          Given.kazoo(
              TestingSettings.with(
                      "metaflows.channels.url", "http://127.0.0.1:" + full.getLocalPort(),
                      "metaflows.channels.connect-timeout", "200MS",
                      "metaflows.channels.read-timeout", "10S")
                  .channels());
      SwitchFailure slow =
          new SwitchFailure.NotAsked(true, "the Channels API took no connection in time");
      assertThat(run(kazoo)).isEqualTo(slow);
      assertThat(find(kazoo)).isEqualTo(slow);
      for (Socket waiting : queue) {
        waiting.close();
      }
    }
  }

  @Test
  void aPutThatIsNotAnsweredInTimeMayHaveRun() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.hold();
            })) {
      assertThat(run(Given.hasty(server.url())))
          .isEqualTo(new SwitchFailure.NoAnswer(true, "the Channels API did not answer in time"));
      assertThat(server.puts()).isEqualTo(1);
    }
  }

  @Test
  void aLookupThatIsNotAnsweredInTimeIsNotTriedAgain() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.hold();
            })) {
      assertThat(find(Given.hasty(server.url())))
          .isEqualTo(new SwitchFailure.NotAsked(true, "the Channels API did not answer in time"));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void theDeadlineEndsALookupBeforeItsTimeout() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.hold();
            })) {
      Deadline close = Deadline.in(Duration.ofMillis(200));
      assertThat(Given.kazoo(server.url()).channels().find(Given.target(), close))
          .isEqualTo(new SwitchFailure.NotAsked(true, "the Channels API did not answer in time"));
    }
  }

  @Test
  void aPutWhoseConnectionIsResetIsSentOnceAndMayHaveRun() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.reset();
            })) {
      assertThat(run(Given.kazoo(server.url())))
          .isEqualTo(new SwitchFailure.NoAnswer(false, "the Channels API broke the connection"));
      assertThat(server.puts()).isEqualTo(1);
    }
  }

  @Test
  void aPutWhoseConnectionIsResetBeforeItWasReadIsSentOnce() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.begun();
              with.reset();
            })) {
      assertThat(run(Given.kazoo(server.url())))
          .isEqualTo(new SwitchFailure.NoAnswer(false, "the Channels API broke the connection"));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aLookupIsTriedAgainOnceWhereTheConnectionBreaks() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              if (n == 1) {
                with.reset();
              }
              with.answer(200, Given.success("{}"));
            })) {
      assertThat(find(Given.kazoo(server.url()))).isEqualTo(Given.live());
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aLookupIsTriedNoThirdTime() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.reset();
            })) {
      assertThat(find(Given.kazoo(server.url())))
          .isEqualTo(new SwitchFailure.NotAsked(false, "the Channels API broke the connection"));
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aBodyThatTricklesWithoutEndEndsInTime() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.send("HTTP/1.1 201 Said\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                with.send("1\r\n \r\n");
                Thread.sleep(20);
              }
            })) {
      assertThat(run(Given.hasty(server.url())))
          .isEqualTo(new SwitchFailure.NoAnswer(true, "the Channels API did not answer in time"));
    }
  }

  @Test
  void aBodyWithoutEndIsDroppedAtTheLimit() throws Exception {
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.send("HTTP/1.1 201 Said\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (true) {
                with.send(chunk);
              }
            })) {
      assertThat(run(Given.kazoo(server.url())))
          .isEqualTo(
              new SwitchFailure.NoAnswer(false, "the Channels API answered nonsense (HTTP 201)"));
    }
  }

  @Test
  void anAnswerOfJustTheLimitIsReadAndOneByteMoreIsNot() throws Exception {
    String answer = Given.success("{\"owner_id\":\"alice\"}");
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.answer(200, answer);
              with.hold();
            })) {
      Duration read = Duration.ofSeconds(10);
      ChannelsApiSettings enough = Given.settings(server.url(), read, answer.length());
      ChannelsApiSettings less = Given.settings(server.url(), read, answer.length() - 1);
      assertThat(find(Given.kazoo(enough))).isInstanceOf(LiveChannel.class);
      assertThat(find(Given.kazoo(less))).isInstanceOf(SwitchFailure.NotAsked.class);
    }
  }

  @Test
  void aTruncatedAnswerLeavesTheOutcomeOfAPutOpen() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.send("HTTP/1.1 201 Said\r\nContent-Length: 100\r\n\r\n{\"data\":\"metaflow");
            })) {
      assertThat(run(Given.kazoo(server.url())))
          .isEqualTo(new SwitchFailure.NoAnswer(false, "the Channels API broke the connection"));
      assertThat(server.puts()).isEqualTo(1);
    }
  }

  @Test
  void whatIsNotHttpLeavesTheOutcomeOfAPutOpen() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.send("220 mail.example ESMTP\r\n\r\n");
              with.hold();
            })) {
      assertThat(run(Given.hasty(server.url()))).isInstanceOf(SwitchFailure.NoAnswer.class);
      assertThat(server.puts()).isEqualTo(1);
    }
  }
}
