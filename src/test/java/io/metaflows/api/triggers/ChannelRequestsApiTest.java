package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trigger must contain, and what of it reaches the switch (docs/triggers.md#steps). */
@QuarkusTest
class ChannelRequestsApiTest extends LiveCall {

  @ParameterizedTest
  @ValueSource(strings = {"1", "yes", "TRUE", ""})
  void whatIsNeitherTrueNorFalseIsNoDryRunAndNoRun(String value) {
    assertThat(run("{\"module\":\"hangup\"}").query("dry_run=" + value).send().status())
        .isEqualTo(400);
    assertThat(telephony.asked(account)).isZero();
  }

  @Test
  void aDryRunThatIsAlsoNoneIsRefused() {
    assertThat(run("{\"module\":\"hangup\"}").query("dry_run=false&dry_run=true").send().status())
        .isEqualTo(400);
    assertThat(telephony.asked(account)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}",
        "{\"data\":{\"action\":\"metaflow\",\"module\":\"hangup\"}}",
        "{\"action\":null,\"data\":{\"action\":\"metaflow\",\"module\":\"hangup\"}}",
        "{\"action\":\"metaflow\",\"data\":{\"action\":\"other\",\"module\":\"hangup\"}}"
      })
  void theActionStandsAtTheRootOrInTheData(String envelope) {
    assertThat(Api.put(channel(CALL), envelope).send().status()).isEqualTo(201);
    assertThat(telephony.onlyPut(account))
        .isEqualTo(json("{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\",\"data\":{}}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"module\":\"hangup\"}}",
        "{\"action\":\"hangup\",\"data\":{\"module\":\"hangup\"}}",
        "{\"action\":\"\",\"data\":{\"module\":\"hangup\"}}",
        "{\"action\":1,\"data\":{\"module\":\"hangup\"}}",
        "{\"action\":\"Metaflow\",\"data\":{\"module\":\"hangup\"}}",
        "{\"action\":\"transfer\",\"data\":{\"action\":\"metaflow\",\"module\":\"hangup\"}}",
        "{\"data\":{\"action\":[\"metaflow\"],\"module\":\"hangup\"}}",
        "{\"data\":{}}"
      })
  void withoutTheActionNothingIsRun(String envelope) {
    assertError(Api.put(channel(CALL), envelope).send(), 400, "invalid data", "{}");
    assertThat(telephony.asked(account)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | module",
        "{\"module\":\"pivot\"} | data.voice_url",
        "{\"module\":\"hangup\",\"number\":\"9\"} | number",
        "{\"number\":9} | number",
        "{\"digits\":\"12a\"} | digits",
        "{\"pattern\":\"x\",\"captures\":\"1\"} | captures"
      })
  void aFormThatIsNoneIsRefusedAtItsPathBeforeAnyoneIsAsked(String data, String path) {
    int before = database.arrived();
    Reply reply = run(data).send();

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.message()).isEqualTo("validation error");
    assertThat(reply.data().fieldNames()).toIterable().containsExactly(path);
    assertThat(telephony.asked(account)).isZero();
    assertThat(database.arrived()).isEqualTo(before);
  }

  @Test
  void nothingIsReadBeforeTheSwitchKnowsWhoseTheCallIs() {
    int before = database.arrived();
    assertError(
        Api.put(channel("gone"), "{\"action\":\"metaflow\",\"data\":{\"number\":\"9\"}}").send(),
        404,
        "bad identifier",
        "[\"gone\"]");
    assertThat(database.arrived()).isEqualTo(before);

    run("{\"number\":\"9\"}").send();
    assertThat(database.arrived()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Auth-Token, a-token, X-Auth-Token, a-token",
    "Authorization, Bearer b-token, Authorization, Bearer b-token",
    "Authorization, bearer c-token, Authorization, Bearer c-token"
  })
  void theCallersTokenGoesUpstreamInTheHeaderItCameIn(
      String header, String value, String upstream, String expected) {
    store("", "{\"numbers\":{\"9\":{\"module\":\"hangup\"}}}");
    run("{\"number\":\"9\"}")
        .without("x-auth-token")
        .header(header, value)
        .header("x-request-id", "mine-7")
        .send();

    var asked = telephony.getRequests(account).get(0);
    var told = telephony.putRequests(account).get(0);
    assertThat(asked.getHeader(upstream)).isEqualTo(expected);
    assertThat(told.getHeader(upstream)).isEqualTo(expected);
    String other = upstream.equals("X-Auth-Token") ? "Authorization" : "X-Auth-Token";
    assertThat(asked.containsHeader(other)).isFalse();
    assertThat(told.containsHeader(other)).isFalse();
    assertThat(asked.getHeader("X-Request-ID")).isEqualTo("mine-7");
    assertThat(told.getHeader("X-Request-ID")).isEqualTo("mine-7");
  }

  @Test
  void aRequestIdThatIsMadeHereGoesUpstreamToo() {
    Reply reply = run("{\"module\":\"hangup\"}").send();
    assertThat(telephony.putRequests(account).get(0).getHeader("X-Request-ID"))
        .isEqualTo(reply.header("X-Request-ID"));
  }

  @ParameterizedTest
  @CsvSource({"a@b.c, a%40b.c", "a:b+c=d~e*f!g, a%3Ab%2Bc%3Dd%7Ee%2Af%21g", "-._x, -._x"})
  void aCallIdGoesUpstreamEncoded(String call, String segment) {
    telephony.live(account, call);
    assertThat(
            Api.put(channel(call), "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}")
                .send()
                .status())
        .isEqualTo(201);
    assertThat(telephony.putRequests(account).get(0).getUrl())
        .isEqualTo("/v2/accounts/" + account + "/channels/" + segment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".", "..", "...", "a b", "a%2Fb", "a%40b", "a;b", "a\nb", "a?b", "ä", "a\u0000"})
  void whatIsNoCallIdIsRefusedAsWrittenAndNamesNoOther(String call) {
    JsonNode message =
        io.metaflows.metaflow.Json.nodes().textNode("invalid call_id '" + call + "'");
    assertError(
        Api.put(channel(call), "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}").send(),
        404,
        "bad identifier",
        "{\"message\":" + message + "}");
    assertThat(telephony.asked(account)).isZero();
  }

  @Test
  void theLongestCallIdIsOne() {
    String call = "x".repeat(256);
    telephony.live(account, call);
    String envelope = "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}";
    assertThat(Api.put(channel(call), envelope).send().status()).isEqualTo(201);
    assertThat(Api.put(channel(call + "x"), envelope).send().status()).isEqualTo(404);
  }
}
