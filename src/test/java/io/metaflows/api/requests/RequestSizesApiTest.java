package io.metaflows.api.requests;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How large a body, a document and a value that is repeated in an error may be. */
@QuarkusTest
class RequestSizesApiTest extends LiveCall {

  private static final int LARGEST_BODY = 278_528;
  private static final int LARGEST_DOCUMENT = 262_144;

  private String metaflows() {
    return "/v2/accounts/" + account + "/metaflows";
  }

  private Api post(String envelope) {
    return Api.request("POST", metaflows()).json(envelope);
  }

  private void assertNothingHappened() {
    assertThat(telephony.asked(account)).isZero();
    Reply stored = Api.get(metaflows()).send();
    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.json().has("revision")).isFalse();
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
    Reply tunnelled = Api.get(metaflows()).query("verb=" + value).send();
    assertThat(tunnelled.data().at("/verb/error/value").asText()).isEqualTo(value);
    Reply badKey = run(HANGUP).header("idempotency-key", value).send();
    assertThat(badKey.data().at("/idempotency_key/error/value").asText()).isEqualTo(value);
  }

  @Test
  void aTriggerIsReadUpToTheLimitOfABody() {
    String trigger = "{\"action\":\"metaflow\",\"data\":" + HANGUP + "}";
    String largest = trigger + " ".repeat(LARGEST_BODY - trigger.length());

    assertTooLarge(Api.put(channel(CALL), largest + " ").send(), LARGEST_BODY);
    assertNothingHappened();
    assertThat(Api.put(channel(CALL), largest).send().status()).isEqualTo(201);
  }

  @Test
  void aDryRunOfADocumentThatIsTooLargeIsRefusedAsTheWriteIs() {
    String document = "{\"x\":\"" + "x".repeat(LARGEST_DOCUMENT) + "\"}";

    assertTooLarge(Api.post(metaflows(), document).query("dry_run=true").send(), LARGEST_DOCUMENT);
    assertTooLarge(Api.post(metaflows(), document).send(), LARGEST_DOCUMENT);
    assertNothingHappened();
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
    String message = "Payload or Files must not be more than " + limit + " bytes";
    assertError(
        reply,
        413,
        "validation error",
        "{\"file\":{\"maxSize\":{\"message\":\"%s\",\"target\":%d}}}".formatted(message, limit));
  }
}
