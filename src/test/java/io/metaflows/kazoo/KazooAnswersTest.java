package io.metaflows.kazoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.auth.Decision;
import io.metaflows.channels.ChannelLookup;
import io.metaflows.channels.LiveChannel;
import io.metaflows.channels.RunResult;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.kazoo.GeneratedAnswers;
import io.metaflows.testing.kazoo.GeneratedAnswers.Answer;
import io.metaflows.testing.kazoo.GeneratedAnswers.Kind;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a server answers has a result, and only Kazoo's own envelope is a yes
 * (docs/kazoo.md#answers).
 */
@Timeout(300)
class KazooAnswersTest {

  private static final int ANSWERS = 12_000;
  private static final long SEED = 20_240_613;

  private final AtomicReference<Answer> next = new AtomicReference<>();
  private RawServer server;
  private Kazoo kazoo;

  @BeforeEach
  void aServerThatAnswersWhatIsNext() throws Exception {
    server =
        new RawServer(
            (n, with) -> {
              boolean lasting = true;
              while (lasting) {
                with.request();
                Answer answer = next.get();
                lasting = answer.lasting();
                with.send(answer.bytes());
              }
            });
    kazoo = Given.kazoo(server.url());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void onlyItsOwnEnvelopeIsBelieved() {
    GeneratedAnswers answers = new GeneratedAnswers(SEED);
    int yes = 0;
    for (int i = 0; i < ANSWERS; i++) {
      Answer answer = answers.next();
      next.set(answer);
      int number = i;
      Supplier<String> about = () -> "answer " + number + " of seed " + SEED + ": " + answer;
      ChannelLookup lookup = kazoo.channels().find(Given.target(), Given.deadline());
      assertLookup(about, answer, lookup);
      assertRun(
          about, answer, kazoo.channels().run(Given.target(), Given.hangup(), Given.deadline()));
      assertDecision(
          about, answer, kazoo.authority().decide(Given.TOKEN, Given.ACCOUNT, Given.deadline()));
      yes += lookup instanceof LiveChannel ? 1 : 0;
    }
    assertThat(yes).isBetween(ANSWERS / 50, ANSWERS / 2);
  }

  private static void assertLookup(Supplier<String> about, Answer answer, ChannelLookup lookup) {
    assertThat(lookup).as(about).isNotInstanceOf(SwitchFailure.NoAnswer.class);
    if (answer.kind() != Kind.CHANGED) {
      assertThat(lookup instanceof LiveChannel)
          .as(about)
          .isEqualTo(isOk(answer) && answer.kind() == Kind.SUCCESS);
      assertThat(lookup.equals(SwitchFailure.NOT_LIVE))
          .as(about)
          .isEqualTo(answer.status() == 404 && answer.kind() == Kind.ERROR);
    }
  }

  private static void assertRun(Supplier<String> about, Answer answer, RunResult result) {
    if (result instanceof RunResult.NodeRejected rejected) {
      assertThat(answer.status()).as(about).isEqualTo(400);
      assertThat(Json.bytes(error(rejected))).as(about).isNotEmpty();
    }
    if (answer.kind() != Kind.CHANGED) {
      assertThat(result instanceof RunResult.RunAccepted)
          .as(about)
          .isEqualTo(isOk(answer) && answer.kind() == Kind.SUCCESS);
      assertThat(result instanceof RunResult.NodeRejected)
          .as(about)
          .isEqualTo(answer.status() == 400 && answer.kind() == Kind.ERROR);
    }
    if (answer.status() == 0 || answer.status() >= 500 || answer.status() < 400) {
      assertThat(result)
          .as(about)
          .isInstanceOfAny(RunResult.RunAccepted.class, SwitchFailure.NoAnswer.class);
    }
  }

  /** The caller gets Kazoo's {@code data} in an envelope. */
  private static ObjectNode error(RunResult.NodeRejected rejected) {
    ObjectNode envelope = Json.object().put("message", rejected.message());
    envelope.set("data", rejected.data());
    return envelope;
  }

  private static void assertDecision(Supplier<String> about, Answer answer, Decision decision) {
    if (answer.kind() != Kind.CHANGED) {
      assertThat(decision instanceof Decision.Allowed)
          .as(about)
          .isEqualTo(answer.status() == 200 && answer.kind() == Kind.SUCCESS);
    }
    if (answer.status() != 200) {
      assertThat(decision).as(about).isNotInstanceOf(Decision.Allowed.class);
    }
  }

  private static boolean isOk(Answer answer) {
    return answer.status() >= 200 && answer.status() < 300;
  }
}
