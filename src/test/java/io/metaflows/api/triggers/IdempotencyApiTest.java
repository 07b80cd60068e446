package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.kazoo.TestingKazoo.error;
import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static io.metaflows.testing.kazoo.TestingKazoo.success;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is sent again runs nothing twice (docs/triggers.md#idempotency). */
@QuarkusTest
class IdempotencyApiTest extends LiveCall {

  private static final String KEY = "key-1";
  private static final String NUMBER = "{\"number\":\"9\"}";
  private static final String UNKNOWN =
      "{\"message\":\"whether the first request with this idempotency key ran is not known\"}";

  @BeforeEach
  void aStoredMetaflow() {
    store("", "{\"numbers\":{\"9\":{\"module\":\"hangup\"},\"8\":{\"module\":\"hold\"}}}");
  }

  private Api once(String data) {
    return run(data).header("idempotency-key", KEY);
  }

  private static void assertReplayed(Reply again, Reply first) {
    assertThat(again.status()).as(again.text()).isEqualTo(first.status());
    assertThat(again.data()).isEqualTo(first.data());
    assertThat(again.message()).isEqualTo(first.message());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("X-Request-ID")).isNotEqualTo(first.header("X-Request-ID"));
  }

  @ParameterizedTest
  @ValueSource(strings = {HANGUP, NUMBER})
  void theSameKeyAgainAnswersTheFirstResultAndRunsNothing(String data) {
    Reply first = once(data).send();
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(first.header("Idempotent-Replayed")).isNull();
    int asked = telephony.asked(account);

    assertReplayed(once(data).header("x-auth-token", "another-token").send(), first);
    assertReplayed(once(data).send(), first);
    assertThat(telephony.asked(account)).isEqualTo(asked);
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @Test
  void aReplayOutlivesTheCallAndTheDocument() {
    Reply first = once(NUMBER).send();
    telephony.onGet(account, CALL, says(404, error(404, "bad identifier", "[]")));
    store("", "{}");

    assertReplayed(once(NUMBER).send(), first);
  }

  @Test
  void keyOrderAndWhiteSpaceMakeNoOtherRequest() {
    Reply first = once("{\"number\":\"9\",\"note\":[1,{\"a\":1,\"b\":2}]}").send();
    assertReplayed(
        once("{ \"note\" : [ 1, {\"b\":2, \"a\":1} ], \"number\":\"9\" }").send(), first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"number\":\"8\"}", HANGUP, "{\"digits\":\"9\"}", "{\"number\":\"9\",\"x\":1}"})
  void theSameKeyForAnotherRequestIsAConflict(String other) {
    once(NUMBER).send();

    assertError(
        once(other).send(),
        422,
        "idempotency_conflict",
        "{\"message\":\"this idempotency key was used for another request\"}");
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "a\u007f", "a\tb"})
  void whatIsNoKeyIsRefused(String key) {
    assertError(
        run(HANGUP).header("idempotency-key", key).send(),
        400,
        "validation error",
        "{\"idempotency_key\":{\"error\":{\"message\":"
            + "\"an idempotency key is 1 to 128 visible ASCII characters\",\"value\":"
            + TextNode.valueOf(key)
            + "}}}");
    assertThat(telephony.asked(account)).isZero();
  }

  @Test
  void aKeyHas128CharactersAtMost() {
    assertThat(run(HANGUP).header("idempotency-key", "~".repeat(129)).send().status())
        .isEqualTo(400);
    assertThat(telephony.asked(account)).isZero();
    assertThat(run(HANGUP).header("idempotency-key", "~".repeat(128)).send().status())
        .isEqualTo(201);
  }

  @Test
  void keysOfAnotherCallAndAnotherAccountAreOthers() {
    telephony.live(account, "call-2");
    once(HANGUP).send();
    Reply otherCall = run("call-2", "{\"module\":\"hold\"}").header("idempotency-key", KEY).send();
    assertThat(otherCall.status()).as(otherCall.text()).isEqualTo(201);

    account = fresh();
    telephony.live(account, CALL, ALICES);
    Reply otherAccount = once("{\"module\":\"resume\"}").send();
    assertThat(otherAccount.status()).as(otherAccount.text()).isEqualTo(201);
    assertThat(otherAccount.header("Idempotent-Replayed")).isNull();
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @Test
  void aDryRunUsesNoKeyUp() {
    once(NUMBER).query("dry_run=true").send();
    assertThat(table.record(account, CALL, KEY)).isEmpty();
    assertThat(once(HANGUP).send().status()).isEqualTo(201);
  }

  @Test
  void aRequestThatIsRefusedHereUsesNoKeyUp() {
    assertThat(once("{\"digits\":\"x\"}").send().status()).isEqualTo(400);
    assertThat(table.record(account, CALL, KEY)).isEmpty();
  }

  static Stream<ResponseDefinitionBuilder> noKnownOutcome() {
    return Stream.of(
        says(500, error(500, "oops", "{}")),
        says(408, error(408, "slow", "{}")),
        says(200, "text/html", "<html></html>"),
        new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER),
        says(201, success("\"metaflow sent\"")).withFixedDelay(8_000));
  }

  @ParameterizedTest
  @MethodSource("noKnownOutcome")
  void afterAPutWhoseOutcomeIsNotKnownTheKeySaysSo(ResponseDefinitionBuilder answer) {
    telephony.onPut(account, CALL, answer);
    assertThat(once(HANGUP).send().status()).isBetween(502, 504);
    telephony.live(account, CALL);

    assertError(once(HANGUP).send(), 409, "idempotency_unknown_outcome", UNKNOWN);
    assertError(once(HANGUP).send(), 409, "idempotency_unknown_outcome", UNKNOWN);
    assertThat(once(NUMBER).send().status()).isEqualTo(422);
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  static Stream<ResponseDefinitionBuilder> definiteRefusals() {
    return Stream.of(
        says(400, error(400, "validation error", "{\"data.x\":{\"type\":{}}}")),
        says(403, error(403, "forbidden", "{}")),
        says(404, error(404, "bad identifier", "[]")),
        says(409, error(409, "conflict", "{}")),
        says(422, error(422, "no", "{}")));
  }

  @ParameterizedTest
  @MethodSource("definiteRefusals")
  void aDefiniteRefusalOfTheSwitchIsAResult(ResponseDefinitionBuilder answer) {
    telephony.onPut(account, CALL, answer);
    Reply first = once(HANGUP).send();
    telephony.live(account, CALL);

    assertReplayed(once(HANGUP).send(), first);
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  static Stream<ResponseDefinitionBuilder> toBeTriedAgain() {
    return Stream.of(
        says(401, error(401, "invalid_credentials", "{}")),
        says(429, error(429, "too_many_requests", "{}")));
  }

  @ParameterizedTest
  @MethodSource("toBeTriedAgain")
  void afterARefusalThatPassesTheKeyIsFreeAgain(ResponseDefinitionBuilder answer) {
    telephony.onPut(account, CALL, answer);
    assertThat(once(HANGUP).send().status()).isIn(401, 503);
    assertThat(table.record(account, CALL, KEY)).isEmpty();
    telephony.live(account, CALL);

    Reply second = once(NUMBER).send();
    assertThat(second.status()).as(second.text()).isEqualTo(201);
    assertThat(second.header("Idempotent-Replayed")).isNull();
  }

  static Stream<ResponseDefinitionBuilder> failuresBeforeThePut() {
    return Stream.of(
        says(401, error(401, "invalid_credentials", "{}")),
        says(403, error(403, "forbidden", "{}")),
        says(404, error(404, "bad identifier", "[]")),
        says(500, error(500, "oops", "{}")),
        new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER));
  }

  @ParameterizedTest
  @MethodSource("failuresBeforeThePut")
  void afterAFailureBeforeThePutTheKeyIsFreeAgain(ResponseDefinitionBuilder answer) {
    telephony.onGet(account, CALL, answer);
    assertThat(once(NUMBER).send().status()).isGreaterThanOrEqualTo(400);
    assertThat(table.record(account, CALL, KEY)).isEmpty();
    telephony.live(account, CALL);

    assertThat(once(NUMBER).send().status()).isEqualTo(201);
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @Test
  void anUnknownMetaflowAndASwitchThatIsDownLeaveTheKeyFree() {
    assertThat(once("{\"number\":\"7\"}").send().status()).isEqualTo(404);
    telephony.line().down();
    assertThat(once(HANGUP).send().status()).isEqualTo(502);
    telephony.line().up();

    assertThat(once(NUMBER).send().status()).isEqualTo(201);
  }

  @Test
  void aRecordPastItsTimeCountsAsAbsentThoughItIsStillThere() {
    once(HANGUP).send();
    table.expire(account, CALL, KEY);
    assertThat(table.record(account, CALL, KEY)).isNotEmpty();

    Reply again = once(NUMBER).send();
    assertThat(again.status()).as(again.text()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isNull();
    assertThat(telephony.puts(account)).isEqualTo(2);
  }

  @Test
  void aRecordHoldsNoToken() {
    store("", "{\"patterns\":{\"2(\\\\d+)\":{\"module\":\"transfer\"}}}");
    run("{\"digits\":\"*25559871\"}")
        .header("idempotency-key", KEY)
        .header("x-auth-token", "very-secret-token")
        .send();

    assertThat(table.text()).doesNotContain("very-secret-token");
    assertThat(table.record(account, CALL, KEY).get("fingerprint").s()).matches("[0-9a-f]{64}");
  }
}
