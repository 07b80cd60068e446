package io.metaflows.api.documents;

import static io.metaflows.testing.api.ApiAssertions.accountPath;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.api.ApiAssertions.json;
import static io.metaflows.testing.api.SampleDocuments.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reading, setting and removing documents, as a caller behind API Gateway sees it (docs/api.md).
 */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
class DocumentsApiTest {

  /** A path of each scope, of an account that no other test uses. */
  static Stream<String> scopes() {
    String account = "/v2/accounts/" + fresh();
    return Stream.of(
        account + "/metaflows",
        account + "/users/u-1/metaflows",
        account + "/devices/D_2/metaflows");
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void nothingAssignedAnswersAnEmptyDocumentWithoutARevision(String path) {
    Reply reply = Api.get(path).send();

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.data()).isEqualTo(json("{}"));
    assertThat(reply.json().has("revision")).isFalse();
    assertThat(reply.header("ETag")).isNull();
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void theSeedsDocumentIsStoredAndAnsweredWithItsDefaults(String path) {
    Reply set = Api.request("POST", path).form(SEED).send();

    JsonNode expected =
        json(
            "{\"binding_digit\":\"*\",\"patterns\":{\"2(\\\\d+)\":{\"module\":\"transfer\",\"data\":"
                + "{\"takeback_dtmf\":\"*1\",\"captures\":[\"no_match\"],\"transfer_type\":\"blind\"}}}}");
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.data()).isEqualTo(expected);
    assertThat(set.revision()).matches("1-[0-9a-f]{32}");
    assertThat(set.header("ETag")).isEqualTo('"' + set.revision() + '"');

    Reply got = Api.get(path).send();
    assertThat(got.data()).isEqualTo(expected);
    assertThat(got.revision()).isEqualTo(set.revision());

    Reply removed = Api.delete(path).send();
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.data()).isEqualTo(json("{}"));
    assertThat(removed.revision()).startsWith("2-");
    assertThat(Api.get(path).send().data()).isEqualTo(json("{}"));
    assertThat(Api.get(path).send().revision()).isEqualTo(removed.revision());
  }

  @Test
  void theEnvelopeHasTheKeysOfTheSeedAndNoOthers() {
    String path = accountPath();
    Reply set = Api.post(path, "{}").header("x-request-id", "mine-1").send();

    assertThat(set.json().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "auth_token",
            "data",
            "node",
            "request_id",
            "revision",
            "status",
            "timestamp",
            "version");
    assertThat(set.json().get("auth_token").asText()).isEqualTo("token-of-a-test");
    assertThat(set.json().get("request_id").asText()).isEqualTo("mine-1");
    assertThat(set.header("X-Request-ID")).isEqualTo("mine-1");
    assertThat(set.json().get("node").asText()).matches("[A-Za-z0-9_-]{22}");
    assertThat(set.json().get("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(set.json().get("status").asText()).isEqualTo("success");
    assertThat(Api.get(path).send().json().get("node")).isEqualTo(set.json().get("node"));
  }

  @Test
  void aPostReplacesTheWholeDocument() {
    String path = accountPath();
    Api.post(path, "{\"numbers\":{\"1\":{\"module\":\"hangup\"}}}").send();
    Api.post(path, "{\"numbers\":{\"2\":{\"module\":\"hold\"}}}").send();

    assertThat(Api.get(path).send().data().get("numbers"))
        .isEqualTo(json("{\"2\":{\"module\":\"hold\",\"data\":{\"unhold_key\":\"1\"}}}"));
  }

  @Test
  void theBindingDigitIsFilledInForAnAccountOnly() {
    List<String> paths = scopes().toList();

    assertThat(Api.post(paths.get(0), "{}").send().data())
        .isEqualTo(json("{\"binding_digit\":\"*\"}"));
    assertThat(Api.post(paths.get(1), "{}").send().data()).isEqualTo(json("{}"));
    assertThat(Api.post(paths.get(2), "{}").send().data()).isEqualTo(json("{}"));
  }

  @Test
  void scopesOfOneAccountDoNotSeeEachOther() {
    List<String> paths = scopes().toList();
    for (String path : paths) {
      Api.post(path, "{\"digit_timeout\":" + path.length() + "}").send();
    }
    for (String path : paths) {
      assertThat(Api.get(path).send().data().get("digit_timeout").asInt()).isEqualTo(path.length());
      assertThat(Api.get(path).send().revision()).startsWith("1-");
    }
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void gettingAndPostingTheAnswerChangesNothing(String path) {
    Api.post(
            path,
            "{\"numbers\":{\"9\":{\"module\":\"play\",\"children\":{\"_\":{\"module\":\"transfer\","
                + "\"data\":{\"target\":\"1000\"}}}}},\"patterns\":{\"^1(.*)\":{\"module\":\"tts\"}}}")
        .send();
    JsonNode first = Api.get(path).send().data();
    JsonNode second = Api.post(path, Json.text(first)).send().data();

    assertThat(Json.text(second)).isEqualTo(Json.text(first));
    assertThat(Json.text(Api.get(path).send().data())).isEqualTo(Json.text(first));
  }

  @Test
  void keyOrderAndDecimalsSurvive() {
    String path = accountPath();
    String sent =
        "{\"patterns\":{\"z(1)\":{\"module\":\"x\"},\"a(1)\":{\"module\":\"x\"},\"m\":{\"module\":\"x\"}},"
            + "\"extra\":{\"b\":1.10,\"a\":12345678901234567890.1234567890,\"c\":123456789012345678901234}}";
    Api.post(path, sent).send();
    String answer = Json.text(Api.get(path).send().data());

    assertThat(answer)
        .contains(
            "\"b\":1.10,\"a\":12345678901234567890.1234567890,\"c\":123456789012345678901234");
    assertThat(answer.indexOf("z(1)")).isLessThan(answer.indexOf("a(1)"));
    assertThat(answer.indexOf("a(1)")).isLessThan(answer.indexOf("\"m\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "application/x-json", "APPLICATION/JSON; charset=utf-8"})
  void jsonIsTakenUnderItsNames(String type) {
    byte[] body = "{\"data\":{\"listen_on\":\"peer\"}}".getBytes(StandardCharsets.UTF_8);
    Reply reply = Api.request("POST", accountPath()).body(type, body).send();

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.data().get("listen_on").asText()).isEqualTo("peer");
  }

  @Test
  void jsonIsTakenWithoutAContentType() {
    byte[] body = "{\"data\":{\"listen_on\":\"peer\"}}".getBytes(StandardCharsets.UTF_8);
    assertThat(Api.request("POST", accountPath()).untyped(body).send().status()).isEqualTo(200);
  }

  @Test
  void curlsFormTypeMayHoldWhatAFormWouldTakeApart() {
    String path = accountPath();
    String url = "https://hooks.example.com/p?a=b&c=%20d+e;f";
    Reply reply =
        Api.request("POST", path)
            .form(
                "{\"data\":{\"numbers\":{\"1\":{\"module\":\"pivot\",\"data\":{\"voice_url\":\""
                    + url
                    + "\"}}}}}")
            .send();

    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(Api.get(path).send().data().at("/numbers/1/data/voice_url").asText()).isEqualTo(url);
  }

  @Test
  void bodiesOfGetAndDeleteAreNotRead() {
    String path = accountPath();
    byte[] junk = "{not json".getBytes(StandardCharsets.UTF_8);

    assertThat(Api.get(path).body("text/csv", junk).send().status()).isEqualTo(200);
    assertThat(Api.delete(path).body("text/csv", junk).send().status()).isEqualTo(200);
  }

  @Test
  void deletingNothingWritesNothing() {
    String path = accountPath();

    assertThat(Api.delete(path).send().json().has("revision")).isFalse();
    Api.post(path, "{}").send();
    String tombstone = Api.delete(path).send().revision();
    assertThat(Api.delete(path).send().revision()).isEqualTo(tombstone);
    assertThat(Api.post(path, "{}").send().revision()).startsWith("3-");
  }

  @Test
  void unknownModulesAndUnknownKeysAreKept() {
    String path = accountPath();
    String document =
        "{\"binding_digit\":\"#\",\"note\":\"ours\",\"numbers\":{\"1\":{\"module\":\"voicemail\",\"skills\":[1],"
            + "\"data\":{\"id\":\"x\",\"deep\":{\"er\":null}}}}}";

    assertThat(Api.post(path, document).send().data()).isEqualTo(json(document));
    assertThat(Api.get(path).send().data()).isEqualTo(json(document));
  }

  /**
   * Names of one hash: a table of names that requests share would refuse some of them, by chance.
   */
  @Test
  void namesThatCollideAreReadEveryTime() {
    StringBuilder document = new StringBuilder("{\"names\":{");
    for (int name = 0; name < 256; name++) {
      document.append(name == 0 ? "" : ",").append('"');
      for (int bit = 0; bit < 8; bit++) {
        document.append((name >> bit & 1) == 0 ? "Ab" : "BA");
      }
      document.append("\":1");
    }
    String path = accountPath();
    for (int i = 0; i < 6; i++) {
      assertThat(Api.post(path, document + "}}").send().status()).isEqualTo(200);
      assertThat(Api.get(path).send().data().get("names").size()).isEqualTo(256);
    }
  }

  @Test
  void textBeyondTheBasicPlaneIsAnsweredAsItWasSent() {
    Reply reply = Api.post(accountPath(), "{\"note\":\"\uD83D\uDE00\"}").send();
    assertThat(reply.text()).contains("\uD83D\uDE00").doesNotContain("\\u");
  }
}
