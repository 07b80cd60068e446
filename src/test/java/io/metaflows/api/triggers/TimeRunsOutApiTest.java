package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.accountPath;
import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static io.metaflows.testing.kazoo.TestingKazoo.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.metaflows.testing.api.Patience;
import io.metaflows.testing.api.ShortDeadline;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request ends by its deadline with an answer that is true (docs/api.md#deadlines). */
@QuarkusTest
@WithTestResource(ShortDeadline.class)
class TimeRunsOutApiTest extends LiveCall {

  private static final String NUMBER = "{\"number\":\"9\"}";
  private static final String TIMEOUT = "{\"message\":\"datastore timeout\"}";
  private static final String UNKNOWN =
      "{\"message\":\"datastore timeout\",\"outcome\":\"unknown\"}";

  @BeforeEach
  void allIsWarm() {
    database.always(Fault.NONE);
    Patience.until(() -> Api.post(path(), "{}").send(), reply -> reply.status() == 200);
    Patience.until(() -> run(HANGUP).send(), reply -> reply.status() == 201);
    telephony.reset();
    telephony.live(account, CALL, ALICES);
    store("", "{\"numbers\":{\"9\":{\"module\":\"hangup\"}}}");
  }

  @AfterEach
  void theLineIsGood() {
    database.always(Fault.NONE);
  }

  private String path() {
    return "/v2/accounts/" + account + "/metaflows";
  }

  private static void assertUnreachable(Reply reply, String data) {
    assertError(reply, 503, "datastore_unreachable", data);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aPutIsNotBegunWhenItsTimeIsNotLeft() {
    telephony.onGet(account, CALL, says(200, success(ALICES)).withFixedDelay(1_300));

    Reply reply = run(NUMBER).header("idempotency-key", "k").send();

    assertError(
        reply,
        504,
        "channels_unreachable",
        "{\"message\":\"the Channels API was not asked: too little time was left: nothing was sent\"}");
    assertThat(telephony.puts(account)).isZero();
    assertThat(table.record(account, CALL, "k")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"THROTTLED", "STALL_BEFORE", "RESET_BEFORE", "ERROR_BEFORE"})
  void aDatabaseThatCannotBeReadIsToldAsSuch(Fault fault) {
    database.always(fault);

    assertUnreachable(Api.get(path()).send(), TIMEOUT);
    assertUnreachable(run(NUMBER).send(), TIMEOUT);
    assertThat(telephony.puts(account)).isZero();
  }

  @Test
  void aThrottledWriteWasNotDone() {
    String revision = Api.get(path()).send().revision();
    database.always(Fault.THROTTLED);

    assertUnreachable(Api.post(path(), "{}").send(), TIMEOUT);
    assertUnreachable(Api.delete(path()).send(), TIMEOUT);
    assertUnreachable(run(HANGUP).header("idempotency-key", "k").send(), TIMEOUT);
    assertThat(telephony.asked(account)).isZero();
    database.always(Fault.NONE);
    assertThat(Api.get(path()).send().revision()).isEqualTo(revision);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"STALL_AFTER", "RESET_AFTER", "ERROR_AFTER", "RESET_BEFORE", "ERROR_BEFORE"})
  void aWriteThatWasNeverAnsweredIsOfUnknownOutcome(Fault fault) {
    String path = accountPath();
    database.always(fault);

    assertUnreachable(Api.post(path, "{}").send(), UNKNOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RESET_AFTER", "ERROR_AFTER", "RESET_BEFORE", "TRUNCATED", "THROTTLED"})
  void aWriteThatIsDisturbedOnceIsDoneOnce(Fault fault) {
    String path = accountPath();
    database.next(fault);
    Reply created = Api.post(path, "{}").header("if-none-match", "*").send();

    assertThat(created.status()).as(created.text()).isEqualTo(200);
    assertThat(created.revision()).startsWith("1-");
    assertThat(Api.get(path).send().revision()).isEqualTo(created.revision());
  }

  @Test
  void documentsThatTheDatabaseLeavesUnreadAreAskedForAgain() {
    database.next(Fault.UNPROCESSED);
    assertThat(run(NUMBER).send().status()).isEqualTo(201);
  }

  @Test
  void aResultThatCannotBeRecordedReachesTheCallerAndItsKeyIsOfUnknownOutcome() {
    database.next(Fault.NONE, Fault.THROTTLED, Fault.THROTTLED, Fault.THROTTLED);
    assertThat(run(HANGUP).header("idempotency-key", "k").send().status()).isEqualTo(201);

    Reply running = run(HANGUP).header("idempotency-key", "k").send();
    assertThat(running.status()).isEqualTo(409);
    Reply later =
        Patience.until(
            () -> run(HANGUP).header("idempotency-key", "k").send(),
            reply -> !reply.message().equals("idempotency_in_progress"));
    assertThat(later.status()).isEqualTo(409);
    assertThat(later.message()).isEqualTo("idempotency_unknown_outcome");
    assertThat(telephony.puts(account)).isEqualTo(1);
  }
}
