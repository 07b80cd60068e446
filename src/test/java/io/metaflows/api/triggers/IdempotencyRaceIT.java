package io.metaflows.api.triggers;

import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static io.metaflows.testing.kazoo.TestingKazoo.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.Patience;
import io.metaflows.testing.lambda.ExecutionEnvironments;
import io.metaflows.testing.lambda.TestingFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Of requests with the same key, sent to many execution environments at once, one runs
 * (docs/triggers.md#idempotency).
 */
class IdempotencyRaceIT extends ExecutionEnvironments {

  private static final int ENVIRONMENTS = 10;
  private static final int CALLERS = 50;

  @Test
  void fiftyRequestsWithOneKeyRunOnce() throws Exception {
    telephony.onPut(account, CALL, says(201, success("\"metaflow sent\"")).withFixedDelay(300));
    for (int i = 0; i < ENVIRONMENTS; i++) {
      start(environment());
    }
    Patience.until(() -> running.stream().allMatch(each -> each.polls() > 0));
    Api request = run(HANGUP).header("idempotency-key", "race");
    List<CompletableFuture<Reply>> sent = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      sent.add(running.get(i % ENVIRONMENTS).sendAsync(request));
    }
    List<Reply> replies = new ArrayList<>();
    for (CompletableFuture<Reply> each : sent) {
      replies.add(each.get(60, TimeUnit.SECONDS));
    }

    OneRun.assertHolds(replies);
    assertThat(telephony.puts(account)).isEqualTo(1);
    for (TestingFunction each : running) {
      assertThat(each.send(request).header("Idempotent-Replayed")).isEqualTo("true");
    }
  }
}
