package io.metaflows.api.logs;

import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.kazoo.TestingKazoo.error;
import static io.metaflows.testing.kazoo.TestingKazoo.says;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.kazoo.TestingKazoo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Requests of all kinds, with tokens, documents and digits that stand out, and what a log has to
 * hold of them and what it must not.
 */
final class Traffic {

  private static final String TOKEN = "tokenthatstandsout";
  private static final String DOCUMENT = "documentthatstandsout";
  private static final String KEY = "73197319";
  private static final String DIGITS = "28642864286";
  private static final String CAPTURE = "51935193";
  private static final String QUERY = "querythatstandsout";
  private static final String PATH = "paththatstandsout";
  private static final String CALL = "call-of-the-log";

  /** What no line may hold, in whole or in a part that could be told from chance. */
  static final List<String> SECRETS =
      List.of(TOKEN, DOCUMENT, KEY, DIGITS, DIGITS.substring(1), CAPTURE, QUERY, PATH);

  /**
   * A request that was answered.
   *
   * @param audited what the line about it says; empty where it has none, for it wrote nothing
   */
  record Sent(String requestId, String route, int status, List<String> audited) {}

  private final TestingKazoo telephony;
  private final Function<Api, Reply> function;
  private final String account = fresh();
  private final List<Sent> sent = new ArrayList<>();
  private int count;

  Traffic(TestingKazoo telephony, Function<Api, Reply> function) {
    this.telephony = telephony;
    this.function = function;
  }

  /** Sends them all. */
  List<Sent> run() {
    documents();
    refusals();
    channels();
    switchFailures();
    return sent;
  }

  private Reply send(String route, int status, Api request, String... audited) {
    String id = "log-" + account + "-" + count++;
    Reply reply =
        function.apply(request.header("x-auth-token", TOKEN + count).header("x-request-id", id));
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    sent.add(new Sent(id, route, status, List.of(audited)));
    return reply;
  }

  private String at(String below) {
    return "/v2/accounts/" + account + below;
  }

  private Api run(String data) {
    return Api.put(at("/channels/" + CALL), "{\"action\":\"metaflow\",\"data\":" + data + "}");
  }

  private void documents() {
    String document =
        "{\"numbers\":{\"%s\":{\"module\":\"tts\",\"data\":{\"text\":\"%s\"}}},"
                .formatted(KEY, DOCUMENT)
            + "\"patterns\":{\"^"
            + DIGITS.charAt(0)
            + "(.*)\":{\"module\":\"transfer\"},\""
            + DOCUMENT
            + "(\\\\d+)\":{\"module\":\""
            + DOCUMENT
            + "\"}}}";
    String set = "action=set";
    String revision =
        send("account", 200, Api.post(at("/metaflows"), document), set, "scope=account", "before=-")
            .revision();
    send("account", 200, Api.get(at("/metaflows")).query("x=" + QUERY));
    send("account", 304, Api.get(at("/metaflows")).header("if-none-match", revision));
    send(
        "user",
        200,
        Api.post(at("/users/alice/metaflows"), "{\"" + DOCUMENT + "\":\"" + DOCUMENT + "\"}"),
        set,
        "scope=user/alice",
        "outcome=written");
    send(
        "account",
        412,
        Api.post(at("/metaflows"), document).header("if-match", "\"" + DOCUMENT + "\""),
        set,
        "outcome=precondition_failed",
        "before=" + revision,
        "after=-");
    send(
        "device",
        200,
        Api.delete(at("/devices/desk/metaflows")),
        "action=remove",
        "scope=device/desk",
        "outcome=nothing_there");
  }

  private void refusals() {
    send("account", 400, Api.post(at("/metaflows"), "{\"listen_on\":\"" + DOCUMENT + "\"}"));
    send("account", 400, Api.post(at("/metaflows"), "{\"patterns\":{\"" + DOCUMENT + "(\":{}}}"));
    send("account", 400, Api.request("POST", at("/metaflows")).json("{\"" + DOCUMENT));
    send(
        "account",
        400,
        Api.request("POST", at("/metaflows")).untyped(("\u00e4" + DOCUMENT).getBytes(UTF_8)));
    send("account", 413, Api.post(at("/metaflows"), "\"" + DOCUMENT.repeat(20_000) + "\""));
    send(
        "account",
        415,
        Api.request("POST", at("/metaflows")).body("text/x-" + DOCUMENT, DOCUMENT.getBytes(UTF_8)));
    send("account", 400, Api.get(at("/metaflows")).query("verb=" + QUERY));
    send("account", 401, Api.get(at("/metaflows")).header("authorization", "Bearer " + TOKEN));
    send("account", 405, Api.request(PATH.toUpperCase(java.util.Locale.ROOT), at("/metaflows")));
    send("none", 404, Api.get("/" + PATH).query("auth_token=" + TOKEN));
    send("user", 404, Api.get(at("/users/" + PATH + "%/metaflows")));
    send("account", 404, Api.get("/v2/accounts/" + PATH + ";/metaflows"));
    send("channel", 404, Api.put(at("/channels/" + PATH + "%41"), "{}"));
  }

  private void channels() {
    telephony.live(account, CALL);
    String trigger = "action=trigger";
    send(
        "channel",
        201,
        run("{\"digits\":\"*" + DIGITS + "\"}"),
        trigger,
        "outcome=sent",
        "module=transfer",
        "call_id=" + CALL,
        "scope=account");
    send(
        "channel",
        201,
        run("{\"pattern\":\"^2(.*)\",\"captures\":[\"" + CAPTURE + "\"]}"),
        trigger,
        "outcome=sent");
    send("channel", 201, run("{\"number\":\"" + KEY + "\"}"), trigger, "module=tts");
    send(
        "channel",
        200,
        run("{\"digits\":\"" + DIGITS + "\"}").query("dry_run=true"),
        trigger,
        "outcome=dry_run");
    send("channel", 404, run("{\"digits\":\"9" + KEY + "\"}"), trigger, "outcome=no_such_metaflow");
    send("channel", 400, run("{\"digits\":\"" + DOCUMENT + "\"}"));
    send("channel", 400, run("{\"module\":\"hangup\"}").query("dry_run=" + QUERY));
    send(
        "channel",
        201,
        run("{\"module\":\"" + DOCUMENT + "\\n audit action=set\"}"),
        trigger,
        "module=other");
    for (String outcome : new String[] {"sent", "replayed"}) {
      send(
          "channel",
          201,
          run("{\"module\":\"tts\",\"data\":{\"text\":\"" + DOCUMENT + "\"}}")
              .header("idempotency-key", "k"),
          trigger,
          "outcome=" + outcome);
    }
    send(
        "channel",
        422,
        run("{\"digits\":\"" + DIGITS + "\"}").header("idempotency-key", "k"),
        trigger,
        "outcome=conflict");
  }

  private void switchFailures() {
    String trigger = "action=trigger";
    String digits = "{\"digits\":\"" + DIGITS + "\"}";
    telephony.onPut(account, CALL, says(200, DOCUMENT));
    send("channel", 502, run(digits), trigger, "outcome=unknown");
    telephony.onPut(account, CALL, says(400, error(400, DOCUMENT, "{\"x\":\"" + DOCUMENT + "\"}")));
    send("channel", 400, run(digits), trigger, "outcome=invalid");
    telephony.onPut(
        account, CALL, says(500, error(500, DOCUMENT, "{}")).withFault(Fault.EMPTY_RESPONSE));
    send("channel", 502, run(digits), trigger, "outcome=unknown");
    telephony.onGet(account, CALL, says(500, DOCUMENT));
    send("channel", 502, run(digits), trigger, "outcome=unreachable");
    telephony.onGet(account, CALL, says(404, error(404, "bad identifier", "[]")));
    send("channel", 404, run(digits), trigger, "outcome=not_live");
    telephony.line().down();
    send("channel", 502, run(digits), trigger, "outcome=unreachable");
    telephony.line().up();
  }

  /**
   * A line of the log.
   *
   * @param fields by name
   */
  record LoggedLine(String message, Map<String, String> fields) {

    boolean isOf(Sent request) {
      return request.requestId().equals(fields.get("request_id"));
    }
  }

  /** There has to be one line about each request, and one about each change. */
  static void assertTold(List<Sent> requests, List<LoggedLine> lines) {
    for (Sent request : requests) {
      String id = request.requestId();
      List<LoggedLine> about = lines.stream().filter(line -> line.isOf(request)).toList();
      assertThat(about.stream().filter(line -> line.message().equals("request")))
          .as(id)
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.fields())
                      .containsEntry("route", request.route())
                      .containsEntry("status", Integer.toString(request.status()))
                      .containsEntry("gateway_request_id", "gateway-id=")
                      .containsKeys("method", "account", "lambda_request_id", "cold", "ms"));
      List<LoggedLine> audit =
          about.stream().filter(line -> line.message().equals("audit")).toList();
      assertThat(audit).as(id).hasSize(request.audited().isEmpty() ? 0 : 1);
      audit.forEach(
          line ->
              assertThat(
                      line.fields().entrySet().stream()
                          .map(field -> field.getKey() + "=" + field.getValue()))
                  .containsAll(request.audited()));
    }
  }

  static void assertSilent(String output) {
    assertThat(output).isNotEmpty();
    for (String secret : SECRETS) {
      assertThat(output).doesNotContainIgnoringCase(secret);
    }
  }
}
