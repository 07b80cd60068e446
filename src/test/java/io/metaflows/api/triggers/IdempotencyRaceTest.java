package io.metaflows.api.triggers;

import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static io.metaflows.testing.kazoo.TestingKazoo.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.lambda.LambdaHandler;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * However many requests with the same key arrive at once, one runs (docs/triggers.md#idempotency).
 * Lambda gives an execution environment one request at a time; here all call the handler at once.
 */
@QuarkusTest
class IdempotencyRaceTest extends LiveCall {

  private static final int CALLERS = 50;

  @Inject LambdaHandler handler;

  @Test
  void fiftyRequestsWithOneKeyRunOnce() throws Exception {
    telephony.onPut(account, CALL, says(201, success("\"metaflow sent\"")).withFixedDelay(300));
    Api request = run(HANGUP).header("idempotency-key", "race");
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<Reply>> sent = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        sent.add(callers.submit(() -> request.through(handler)));
      }
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> each : sent) {
        replies.add(each.get());
      }

      OneRun.assertHolds(replies);
    } finally {
      callers.shutdownNow();
    }
    assertThat(telephony.puts(account)).isEqualTo(1);
    assertThat(request.send().header("Idempotent-Replayed")).isEqualTo("true");
  }
}
