package io.metaflows.api.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value over 1 KiB never comes back in an error (docs/api.md#errors). */
@QuarkusTest
class LargeValuesApiTest extends LiveCall {

  private static final String LARGE = "x".repeat(200_000);

  /** For names and for what an envelope always has. */
  private static final int MOST_CHARACTERS = 2_000;

  private static Arguments request(
      String what, int status, Function<LargeValuesApiTest, Api> request) {
    return Arguments.of(what, status, request);
  }

  private Api onChannel(String envelope) {
    return Api.put(channel(CALL), envelope);
  }

  private String document() {
    return "/v2/accounts/" + account + "/metaflows";
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        request("verb in the query", 400, t -> t.run(HANGUP).query("verb=" + LARGE)),
        request(
            "verb in the envelope",
            400,
            t ->
                t.onChannel(
                    "{\"action\":\"metaflow\",\"verb\":\"%s\",\"data\":%s}"
                        .formatted(LARGE, HANGUP))),
        request(
            "verb in the data",
            400,
            t -> Api.post(t.document(), "{\"verb\":{\"a\":\"" + LARGE + "\"}}")),
        request("verb of a GET", 400, t -> Api.get(t.document()).query("verb=" + LARGE)),
        request(
            "an override of the method",
            400,
            t -> t.run(HANGUP).header("x-http-method-override", LARGE)),
        request("dry_run", 400, t -> t.run(HANGUP).query("dry_run=" + LARGE)),
        request("dryrun", 400, t -> t.run(HANGUP).query("dryrun=" + LARGE)),
        request(
            "dry_run in the data",
            400,
            t -> t.run("{\"module\":\"hangup\",\"dry_run\":\"" + LARGE + "\"}")),
        request("an unknown parameter", 400, t -> t.run(HANGUP).query("page=" + LARGE)),
        request("an idempotency key", 400, t -> t.run(HANGUP).header("idempotency-key", LARGE)),
        request("a module", 400, t -> t.run("{\"module\":\"" + LARGE + "\"}")),
        request(
            "a module that is stored",
            400,
            t -> Api.post(t.document(), "{\"numbers\":{\"1\":{\"module\":\"" + LARGE + "\"}}}")),
        request("a number", 404, t -> t.run("{\"number\":\"" + LARGE + "\"}")),
        request("a pattern", 404, t -> t.run("{\"pattern\":\"" + LARGE + "\"}")),
        request("digits", 400, t -> t.run("{\"digits\":\"" + LARGE + "\"}")),
        request(
            "captures", 400, t -> t.run("{\"pattern\":\"1\",\"captures\":[\"" + LARGE + "\"]}")),
        request("a call id", 404, t -> t.run(LARGE, HANGUP)),
        request("an account id", 404, t -> Api.get("/v2/accounts/" + LARGE + "/metaflows")),
        request(
            "a user id",
            404,
            t -> Api.get("/v2/accounts/" + t.account + "/users/" + LARGE + "/metaflows")),
        request(
            "a device id",
            404,
            t -> Api.delete("/v2/accounts/" + t.account + "/devices/" + LARGE + "/metaflows")),
        request(
            "data", 400, t -> t.onChannel("{\"action\":\"metaflow\",\"data\":\"" + LARGE + "\"}")),
        request("an envelope", 400, t -> t.onChannel("{\"action\":\"" + LARGE + "\"}")),
        request("a request id", 404, t -> Api.get("/").header("x-request-id", LARGE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void isLeftOut(String what, int status, Function<LargeValuesApiTest, Api> request) {
    Reply reply = request.apply(this).send();

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.text()).hasSizeLessThan(MOST_CHARACTERS);
    reply.headers().forEach((name, value) -> assertThat(value).as(name).hasSizeLessThan(200));
    assertThat(telephony.puts(account)).isZero();
  }

  @Test
  void aValueThatIsNotLargeComesBack() {
    String module = "m".repeat(100);
    assertThat(run("{\"module\":\"" + module + "\"}").send().text()).contains(module);
    assertThat(run("not an id", HANGUP).send().data().path("message").asText())
        .isEqualTo("invalid call_id 'not an id'");
    assertThat(run("{\"number\":\"77\"}").send().data().path("cause").asText()).isEqualTo("77");
  }
}
