package io.metaflows.api.requests;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that say something else than they would do: another method, a dry run that is none, a
 * body that is not what it seems. After each refusal nothing is stored and nothing ran.
 */
@QuarkusTest
class RequestGuardsApiTest extends LiveCall {

  private static final String DOCUMENT = "{\"listen_on\":\"self\"}";
  private static final String TUNNELLING = "method tunnelling is not supported";
  private static final String SEND_IT =
      "to try a request without effect, send dry_run=true in the query";
  private static final int LARGEST_BODY = 278_528;
  private static final int LARGEST_DOCUMENT = 262_144;

  private String metaflows() {
    return "/v2/accounts/" + account + "/metaflows";
  }

  private Api post(String envelope) {
    return Api.request("POST", metaflows()).json(envelope);
  }

  private Api put(String envelope) {
    return Api.put(channel(CALL), envelope);
  }

  private static void assertRefused(Reply reply, String name, String message, String value) {
    assertError(
        reply,
        400,
        "validation error",
        "{\"%s\":{\"error\":{\"message\":\"%s\",\"value\":%s}}}".formatted(name, message, value));
  }

  private void assertNothingHappened() {
    assertThat(telephony.asked(account)).isZero();
    Reply stored = Api.get(metaflows()).send();
    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.json().has("revision")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "X-HTTP-Method-Override, DELETE",
    "X-HTTP-Method, GET",
    "X-Method-Override, patch",
    "x-http-method-override, POSTS"
  })
  void aHeaderThatNamesAnotherMethodIsRefused(String header, String method) {
    String value = '"' + method + '"';
    assertRefused(
        post("{\"data\":" + DOCUMENT + "}").header(header, method).send(),
        "verb",
        TUNNELLING,
        value);
    assertRefused(run(HANGUP).header(header, method).send(), "verb", TUNNELLING, value);
    assertRefused(
        Api.delete(metaflows()).header(header, "POST").send(), "verb", TUNNELLING, "\"POST\"");
    assertRefused(Api.get(metaflows()).header(header, "PUT").send(), "verb", TUNNELLING, "\"PUT\"");
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
  void aHeaderThatNamesTheSameMethodChangesNothing(String header) {
    assertThat(run(HANGUP).header(header, "put").send().status()).isEqualTo(201);
    assertThat(post("{\"data\":" + DOCUMENT + "}").header(header, " POST ").send().revision())
        .startsWith("1-");
    assertThat(Api.get(metaflows()).header(header, "GET").send().status()).isEqualTo(200);
    assertThat(Api.delete(metaflows()).header(header, "Delete").send().revision()).startsWith("2-");
  }

  @Test
  void aVerbInTheDataThatIsAnotherMethodIsRefused() {
    assertRefused(
        post("{\"data\":{\"verb\":\"DELETE\",\"listen_on\":\"self\"}}").send(),
        "verb",
        TUNNELLING,
        "\"DELETE\"");
    assertRefused(
        run("{\"verb\":\"delete\",\"module\":\"hangup\"}").send(),
        "verb",
        TUNNELLING,
        "\"delete\"");
    assertRefused(post("{\"data\":{\"verb\":1}}").send(), "verb", TUNNELLING, "1");
    assertNothingHappened();

    assertThat(post("{\"data\":{\"verb\":\"POST\"}}").send().status()).isEqualTo(200);
    assertThat(run("{\"verb\":\"put\",\"module\":\"hangup\"}").send().status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP", "deflate", "br", "identity, gzip", "x"})
  void anEncodedBodyIsRefused(String encoding) {
    String send = "{\"message\":\"send the body uncompressed\"}";
    assertError(
        post("{\"data\":" + DOCUMENT + "}").header("Content-Encoding", encoding).send(),
        415,
        "unsupported_media_type",
        send);
    assertError(
        run(HANGUP).header("Content-Encoding", encoding).send(),
        415,
        "unsupported_media_type",
        send);
    assertNothingHappened();
  }

  @Test
  void anEncodingThatChangesNothingIsTaken() {
    assertThat(run(HANGUP).header("Content-Encoding", "Identity").send().status()).isEqualTo(201);
    assertThat(run(HANGUP).header("Content-Encoding", "").send().status()).isEqualTo(201);
    assertThat(Api.get(metaflows()).header("Content-Encoding", "gzip").send().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dryrun",
        "dry-run",
        "DRY_RUN",
        "dryRun",
        "Dry_Run",
        "dry.run",
        "_dry_run",
        "dry%20run"
      })
  void aQueryParameterThatLooksLikeDryRunIsRefused(String name) {
    String named = name.replace("%20", " ").replace(".", "%2E");
    assertRefused(run(HANGUP).query(name + "=true").send(), named, SEND_IT, "\"true\"");
    assertRefused(
        post("{\"data\":" + DOCUMENT + "}").query("dry_run=true&" + name).send(),
        named,
        SEND_IT,
        "\"\"");
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dry_run", "dryrun", "dry-run", "DRY_RUN"})
  void aDryRunThatStandsInTheBodyIsRefused(String name) {
    String key = '"' + name + "\":true";
    List<Reply> replies =
        List.of(
            put("{\"action\":\"metaflow\"," + key + ",\"data\":" + HANGUP + "}").send(),
            run("{\"module\":\"hangup\"," + key + "}").send(),
            post("{" + key + ",\"data\":" + DOCUMENT + "}").send(),
            post("{\"data\":{\"listen_on\":\"self\"," + key + "}}").send());

    replies.forEach(reply -> assertRefused(reply, name, SEND_IT, "true"));
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ui_metadata", "async", "Dry", "dry_runs", "auth_token"})
  void aQueryParameterThatATriggerDoesNotKnowIsRefused(String name) {
    assertRefused(
        run(HANGUP).query("dry_run=false&" + name + "=1").send(),
        name,
        "unknown query parameter; dry_run is the only one that is taken here",
        "\"1\"");
    assertNothingHappened();
  }

  @Test
  void whatBrowsersAddAgainstCachesIsIgnored() {
    assertThat(run(HANGUP).query("_=1700000000000").send().status()).isEqualTo(201);
    assertThat(run(HANGUP).query("verb=PUT&_=1&dry_run=true").send().status()).isEqualTo(200);
    assertThat(post("{\"data\":{}}").query("_=1&x=y").send().status()).isEqualTo(200);
  }

  static Stream<String> scopes() {
    return Stream.of("", "/users/alice", "/devices/desk");
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void aDryRunOfADocumentAnswersItFilledInAndStoresNothing(String scope) {
    String path = "/v2/accounts/" + account + scope + "/metaflows";
    String hold = "{\"numbers\":{\"9\":{\"module\":\"hold\"}}}";

    Reply reply = Api.post(path, hold).query("dry_run=true").send();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("status").asText()).isEqualTo("success");
    assertThat(reply.json().has("revision")).isFalse();
    assertThat(reply.header("ETag")).isNull();
    assertThat(Api.get(path).send().json().has("revision")).isFalse();
    assertThat(Api.post(path, hold).query("dry_run=false").send().data()).isEqualTo(reply.data());
    assertThat(reply.data().at("/numbers/9/data/unhold_key").asText()).isEqualTo("1");
  }

  @Test
  void aDryRunOfADocumentLeavesWhatIsStored() {
    String revision = Api.post(metaflows(), DOCUMENT).send().revision();

    Api.post(metaflows(), "{\"listen_on\":\"both\"}").query("dry_run=true").send();

    assertThat(Api.get(metaflows()).send().revision()).isEqualTo(revision);
    assertThat(Api.get(metaflows()).send().data().get("listen_on").asText()).isEqualTo("self");
  }

  @Test
  void aDryRunOfADocumentFailsWhereTheWriteWould() {
    Reply invalid = Api.post(metaflows(), "{\"listen_on\":\"left\"}").query("dry_run=true").send();
    assertThat(invalid.status()).isEqualTo(400);
    assertThat(invalid.data().has("listen_on")).isTrue();
    assertRefused(
        Api.post(metaflows(), DOCUMENT).query("dry_run=1").send(),
        "dry_run",
        "dry_run is true or false",
        "\"1\"");
    assertNothingHappened();
  }

  @Test
  void aValueOverOneKibibyteIsLeftOutOfAnError() {
    // With its two quotes it is one byte more than 1 KiB.
    String large = "x".repeat(1_023);
    List<Reply> replies = new ArrayList<>();
    replies.add(Api.get(metaflows()).query("verb=" + large).send());
    replies.add(post("{\"verb\":\"" + large + "\",\"data\":{}}").send());
    replies.add(post("{\"data\":{\"verb\":\"" + large + "\"}}").send());
    replies.add(post("{\"data\":{}}").header("X-HTTP-Method", large).send());
    replies.add(run(HANGUP).query("dry_run=" + large).send());
    replies.add(run(HANGUP).query("dryrun=" + large).send());
    replies.add(post("{\"dryrun\":\"" + large + "\",\"data\":{}}").send());
    replies.add(run(HANGUP).query("other=" + large).send());
    replies.add(run(HANGUP).header("idempotency-key", large).send());

    for (Reply reply : replies) {
      assertThat(reply.status()).as(reply.text()).isEqualTo(400);
      JsonNode error = reply.data().elements().next().path("error");
      assertThat(error.path("message").asText()).isNotEmpty();
      assertThat(error.has("value")).as(reply.text()).isFalse();
    }
    assertNothingHappened();
  }

  @Test
  void aValueOfOneKibibyteIsRepeated() {
    String value = "x".repeat(1_022);
    assertRefused(
        Api.get(metaflows()).query("verb=" + value).send(), "verb", TUNNELLING, '"' + value + '"');
    assertRefused(
        run(HANGUP).header("idempotency-key", value).send(),
        "idempotency_key",
        "an idempotency key is 1 to 128 visible ASCII characters",
        '"' + value + '"');
  }

  @Test
  void aBodyIsReadUpToItsLimit() {
    String envelope = "{\"data\":{},\"x\":\"" + "x".repeat(LARGEST_BODY - 18) + "\"}";
    assertThat(envelope.getBytes(UTF_8)).hasSize(LARGEST_BODY);
    assertTooLarge(post(envelope.replace("{\"data", " {\"data")).send(), LARGEST_BODY);
    assertTooLarge(put(envelope.replace("{\"data", " {\"data")).send(), LARGEST_BODY);
    assertNothingHappened();

    assertThat(post(envelope).send().status()).isEqualTo(200);
  }

  @Test
  void aDocumentIsTakenUpToItsLimitWithItsDefaultsFilledIn() {
    // The account's binding digit is filled in.
    String filled = "{\"x\":\"\",\"binding_digit\":\"*\"}";
    String largest = "{\"x\":\"" + "x".repeat(LARGEST_DOCUMENT - filled.length()) + "\"}";
    String larger = largest.replace("{\"x\":\"", "{\"x\":\"x");

    assertTooLarge(Api.post(metaflows(), larger).send(), LARGEST_DOCUMENT);
    assertTooLarge(Api.post(metaflows(), larger).query("dry_run=true").send(), LARGEST_DOCUMENT);
    assertNothingHappened();

    Reply set = Api.post(metaflows(), largest).send();
    assertThat(set.status()).isEqualTo(200);
    assertThat(Json.bytes(set.data())).hasSize(LARGEST_DOCUMENT);
    Reply again = Api.post(metaflows(), Json.text(set.data())).send();
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.data()).isEqualTo(set.data());
  }

  @Test
  void whatGrowsWithItsDefaultsIsMeasuredWithThem() {
    StringBuilder holds = new StringBuilder("{\"listen_on\":\"self\",\"numbers\":{");
    for (int i = 0; i < 400; i++) {
      holds.append(i == 0 ? "" : ",").append('"').append(i).append("\":{\"module\":\"hold\"}");
    }
    int grows = 400 * ",\"data\":{\"unhold_key\":\"1\"}".length();
    int room = LARGEST_DOCUMENT - holds.length() - grows;
    String document = holds + "},\"x\":\"" + "x".repeat(room) + "\"}";
    assertThat(document.length()).isLessThan(LARGEST_DOCUMENT);

    assertTooLarge(
        Api.post("/v2/accounts/" + account + "/users/u/metaflows", document).send(),
        LARGEST_DOCUMENT);
  }

  private static void assertTooLarge(Reply reply, int limit) {
    assertError(
        reply,
        413,
        "validation error",
        Json.text(
            json(
                "{\"file\":{\"maxSize\":{\"message\":\"Payload or Files must not be more than "
                    + limit
                    + " bytes\",\"target\":"
                    + limit
                    + "}}}")));
  }
}
