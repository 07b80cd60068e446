package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.json;
import static io.metaflows.testing.kazoo.TestingKazoo.error;
import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static io.metaflows.testing.kazoo.TestingKazoo.success;
import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Whatever the switch does, the answer says whether anything was sent, and nothing is sent twice
 * (docs/triggers.md#switch-failures).
 */
@QuarkusTest
class SwitchFailuresApiTest extends LiveCall {

  private static final String HTML = "<html><body>Bad Gateway</body></html>";
  private static final String NOT_KNOWN =
      ": the metaflow was sent, and whether it ran is not known";
  private static final String NOTHING_SENT = ": nothing was sent";
  private static final String REFUSED = ": refused, nothing was run";
  private static final String NUMBER = "{\"number\":\"9\"}";

  /**
   * @param asked what a lookup of the call is answered with it
   * @param told what a run is answered with it
   */
  private record Row(
      String what, ResponseDefinitionBuilder answer, int status, String asked, String told) {

    @Override
    public String toString() {
      return what;
    }
  }

  private static Row refused(int status) {
    String reason = "the switch answered " + status;
    return new Row(
        "status " + status,
        says(status, error(status, "no", "{}")),
        502,
        reason + REFUSED,
        reason + (status == 408 ? NOT_KNOWN : REFUSED));
  }

  private static Row row(String what, ResponseDefinitionBuilder answer, int status, String reason) {
    String said = "the Channels API " + reason;
    return new Row(what, answer, status, said + NOTHING_SENT, said + NOT_KNOWN);
  }

  private static Row nonsense(String what, int status, ResponseDefinitionBuilder answer) {
    return row(what, answer, 502, "answered nonsense (HTTP " + status + ")");
  }

  static Stream<Row> rows() {
    return Stream.of(
        refused(402),
        refused(405),
        refused(408),
        refused(409),
        refused(412),
        refused(422),
        refused(451),
        row("500", says(500, error(500, "oops", "{}")), 502, "failed (HTTP 500)"),
        row("503 in HTML", says(503, "text/html", HTML), 502, "failed (HTTP 503)"),
        nonsense("HTML", 200, says(200, "text/html", HTML)),
        nonsense("nothing", 200, says(200, "")),
        nonsense("no content", 204, says(204, "")),
        nonsense("a list", 200, says(200, "[]")),
        nonsense("JSON that is no envelope", 200, says(200, "{\"ok\":true}")),
        nonsense("half an envelope", 200, says(200, "{\"data\":{},\"status\":\"succ")),
        nonsense("an error that says 200", 200, says(200, error(500, "oops", "{}"))),
        nonsense("a redirect", 302, says(302, "").withHeader("Location", "/v2/elsewhere")),
        nonsense("a huge body", 200, says(200, success("{\"x\":\"" + "x".repeat(300_000) + "\"}"))),
        row(
            "no end in time",
            says(200, success("{}")).withFixedDelay(8_000),
            504,
            "did not answer in time"),
        row("a reset", reset(Fault.CONNECTION_RESET_BY_PEER), 502, "broke the connection"),
        row("no answer", reset(Fault.EMPTY_RESPONSE), 502, "broke the connection"));
  }

  private static ResponseDefinitionBuilder reset(Fault fault) {
    return new ResponseDefinitionBuilder().withFault(fault);
  }

  private static String message(String text) {
    return "{\"message\":\"" + text + "\"}";
  }

  private static void assertUnreachable(Reply reply, int status, String text) {
    assertError(reply, status, "channels_unreachable", message(text));
  }

  @BeforeEach
  void aStoredMetaflow() {
    store("", "{\"numbers\":{\"9\":{\"module\":\"hangup\"}}}");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whileItLooksForTheCallNothingIsSent(Row row) {
    telephony.onGet(account, CALL, row.answer());

    assertUnreachable(run(NUMBER).send(), row.status(), row.asked());
    assertThat(telephony.gets(account)).isPositive();
    assertThat(telephony.puts(account)).isZero();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whileItRunsTheMetaflowWasSentOnce(Row row) {
    telephony.onPut(account, CALL, row.answer());

    assertUnreachable(run(NUMBER).send(), row.status(), row.told());
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @Test
  void anAnswerThatBreaksOffIsNoAnswer() {
    telephony.onPut(account, CALL, reset(Fault.MALFORMED_RESPONSE_CHUNK));
    assertThat(run(HANGUP).send().status()).isEqualTo(502);
    telephony.onPut(account, CALL, reset(Fault.RANDOM_DATA_THEN_CLOSE));
    Reply reply = run(HANGUP).send();
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.text()).contains(NOT_KNOWN);
    assertThat(telephony.puts(account)).isEqualTo(2);
  }

  @Test
  void aSwitchThatIsDownIsToldAsSuch() {
    telephony.line().down();
    String down = "the Channels API took no connection" + NOTHING_SENT;

    assertUnreachable(run(NUMBER).send(), 502, down);
    assertUnreachable(run(HANGUP).send(), 502, down);
    telephony.line().up();
    assertThat(run(NUMBER).send().status()).isEqualTo(201);
  }

  @Test
  void aConnectionThatIsResetBeforeAnythingWasReadRunsNothingTwice() {
    telephony.line().resets();
    assertThat(run(NUMBER).send().status()).isEqualTo(502);
    Reply inline = run(HANGUP).send();
    assertThat(inline.status()).isEqualTo(502);
    assertThat(telephony.asked(account)).isZero();
  }

  @Test
  void itsOwn400ReachesTheCallerWithWhatItSays() {
    String failures =
        "{\"data.id\":{\"required\":{\"message\":\"Field is required but missing\"}}}";
    telephony.onPut(account, CALL, says(400, error(400, "validation error", failures)));

    assertError(run(HANGUP).send(), 400, "validation error", failures);
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @Test
  void a400ThatIsNotItsOwnIsARefusal() {
    telephony.onPut(account, CALL, says(400, "text/html", HTML));
    assertUnreachable(run(HANGUP).send(), 502, "the switch answered 400" + REFUSED);

    telephony.onGet(account, CALL, says(400, error(400, "validation error", "{\"x\":{}}")));
    assertUnreachable(run(NUMBER).send(), 502, "the switch answered 400" + REFUSED);
  }

  @Test
  void itsNoToTheTokenIsPassedOn() {
    for (String data : new String[] {NUMBER, HANGUP}) {
      telephony.onGet(account, CALL, says(401, error(401, "invalid_credentials", "{}")));
      telephony.onPut(account, CALL, says(401, error(401, "invalid_credentials", "{}")));
      Reply unknown = run(data).send();
      assertError(unknown, 401, "invalid_credentials", message("invalid credentials"));
      assertThat(unknown.json().has("auth_token")).isFalse();

      telephony.onGet(account, CALL, says(403, error(403, "forbidden", "{\"cause\":\"x\"}")));
      telephony.onPut(account, CALL, says(403, error(403, "forbidden", "{\"cause\":\"x\"}")));
      assertError(run(data).send(), 403, "forbidden", message("forbidden"));
    }
  }

  @Test
  void aCallThatIsNotLiveIsUnknown() {
    telephony.onGet(account, CALL, says(404, error(404, "bad identifier", "[\"x\"]")));
    telephony.onPut(account, CALL, says(404, error(404, "bad identifier", "[\"x\"]")));
    for (String data : new String[] {NUMBER, HANGUP}) {
      assertError(run(data).send(), 404, "bad identifier", "[\"" + CALL + "\"]");
    }
  }

  @Test
  void a404OfSomethingElseIsNotTheCalls() {
    telephony.onPut(account, CALL, says(404, "text/html", HTML));
    assertUnreachable(run(HANGUP).send(), 502, "the switch answered 404" + REFUSED);
  }

  @Test
  void aCallThatEndsBetweenLookingAndRunningIsUnknown() {
    telephony.onPut(account, CALL, says(404, error(404, "bad identifier", "[\"x\"]")));

    assertError(run(NUMBER).send(), 404, "bad identifier", "[\"" + CALL + "\"]");
    assertThat(telephony.gets(account)).isEqualTo(1);
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @Test
  void aBusySwitchIsToBeAskedAgainLater() {
    telephony.onPut(account, CALL, says(429, error(429, "too_many_requests", "{}")));
    Reply reply = run(HANGUP).send();

    assertUnreachable(reply, 503, "the switch is busy: nothing was run");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(telephony.puts(account)).isEqualTo(1);
  }

  @Test
  void anUnreachableSwitchTakesNothingFromTheDocuments() {
    telephony.line().down();
    Reply reply = Api.get("/v2/accounts/" + account + "/metaflows").send();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.data().get("numbers"))
        .isEqualTo(json("{\"9\":{\"module\":\"hangup\",\"data\":{}}}"));
  }
}
