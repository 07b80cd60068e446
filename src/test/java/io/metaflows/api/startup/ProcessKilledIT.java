package io.metaflows.api.startup;

import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static io.metaflows.testing.kazoo.TestingKazoo.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.Patience;
import io.metaflows.testing.lambda.ExecutionEnvironments;
import io.metaflows.testing.lambda.TestingFunction;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * An execution environment that dies in the middle of a trigger leaves a record of its key, and no
 * later request runs the metaflow again (docs/triggers.md#idempotency).
 */
class ProcessKilledIT extends ExecutionEnvironments {

  private static final String NUMBER = "{\"number\":\"9\"}";

  /** A lease of six seconds: long enough to be seen, short enough to be waited for. */
  private Map<String, String> hasty() {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("METAFLOWS_DEADLINE_CHANNELS", "5S");
    return environment;
  }

  private Api once(String data) {
    return run(data).header("idempotency-key", "k");
  }

  private void assertInProgressAndThenUnknown(String data) {
    TestingFunction another = start(hasty());
    Reply now = another.send(once(data));
    assertThat(now.status()).as(now.text()).isEqualTo(409);
    assertThat(now.message()).isEqualTo("idempotency_in_progress");
    assertThat(Integer.parseInt(now.header("Retry-After"))).isBetween(1, 6);

    Reply later =
        Patience.until(
            () -> another.send(once(data)),
            reply -> !reply.message().equals("idempotency_in_progress"));
    assertThat(later.status()).as(later.text()).isEqualTo(409);
    assertThat(later.message()).isEqualTo("idempotency_unknown_outcome");
    assertThat(another.send(once("{\"module\":\"hold\"}")).status()).isEqualTo(422);
  }

  @Test
  void deathAfterThePutReachedTheSwitch() {
    telephony.onPut(account, CALL, says(201, success("\"metaflow sent\"")).withFixedDelay(4_000));
    TestingFunction dying = start(hasty());
    var unused = dying.sendAsync(once(HANGUP));
    Patience.until(() -> telephony.puts(account) == 1 || !dying.isAlive());
    dying.kill();

    assertInProgressAndThenUnknown(HANGUP);
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @Test
  void deathBeforeThePutReachedTheSwitch() {
    TestingFunction setting = start(hasty());
    assertThat(
            setting
                .send(
                    Api.post(
                        "/v2/accounts/" + account + "/metaflows",
                        "{\"numbers\":{\"9\":{\"module\":\"hangup\"}}}"))
                .status())
        .isEqualTo(200);
    telephony.onGet(account, CALL, says(200, success("{}")).withFixedDelay(4_000));
    TestingFunction dying = start(hasty());
    var unused = dying.sendAsync(once(NUMBER));
    Patience.until(() -> telephony.gets(account) == 1 || !dying.isAlive());
    dying.kill();

    assertInProgressAndThenUnknown(NUMBER);
    assertThat(telephony.puts(account)).isZero();
  }

  @Test
  void anEnvironmentThatDiesBetweenRequestsTakesNothingWithIt() {
    TestingFunction first = start(hasty());
    Reply reply = first.send(once(HANGUP));
    first.kill();

    Reply replayed = start(hasty()).send(once(HANGUP));
    assertThat(replayed.status()).isEqualTo(201);
    assertThat(replayed.data()).isEqualTo(reply.data());
    assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(telephony.puts(account)).isEqualTo(1);
  }
}
