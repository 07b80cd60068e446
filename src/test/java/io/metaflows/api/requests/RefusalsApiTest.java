package io.metaflows.api.requests;

import static io.metaflows.testing.api.ApiAssertions.accountPath;
import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.api.ApiAssertions.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The errors of the document routes and the order of the checks; after each error nothing is stored
 * (docs/api.md#errors).
 */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
class RefusalsApiTest {

  private static final String REQUIRED = "Field is required but missing";

  private static void assertNothingStored(String path) {
    Reply reply = Api.get(path).send();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().has("revision")).isFalse();
  }

  private static void assertUnauthenticated(Reply reply) {
    assertError(reply, 401, "invalid_credentials", "{\"message\":\"invalid credentials\"}");
    assertThat(reply.json().has("auth_token")).isFalse();
  }

  @Test
  void noTokenIsUnauthenticated() {
    String path = accountPath();
    assertUnauthenticated(Api.post(path, "{}").without("x-auth-token").send());
    assertUnauthenticated(Api.post(path, "{}").header("x-auth-token", "").send());
    assertUnauthenticated(
        Api.get(path).without("x-auth-token").header("authorization", "Basic dTpw").send());
    assertUnauthenticated(
        Api.get(path).without("x-auth-token").header("authorization", "Bearer ").send());
    assertNothingStored(path);
  }

  @Test
  void tokensAreNotTakenFromTheQueryOrTheBody() {
    assertUnauthenticated(
        Api.request("POST", accountPath())
            .without("x-auth-token")
            .query("auth_token=t")
            .json("{\"auth_token\":\"t\",\"data\":{}}")
            .send());
  }

  @Test
  void twoDifferentTokensAreUnauthenticatedAndTheSameOneTwiceIsNot() {
    String path = accountPath();
    assertUnauthenticated(Api.get(path).header("authorization", "Bearer other").send());
    assertThat(Api.get(path).header("authorization", "Bearer token-of-a-test").send().status())
        .isEqualTo(200);
  }

  @Test
  void aBearerTokenLetsIn() {
    Reply reply =
        Api.get(accountPath())
            .without("x-auth-token")
            .header("authorization", "bearer of-mine")
            .send();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().get("auth_token").asText()).isEqualTo("of-mine");
  }

  @Test
  void errorsRepeatTheTokenAndTheRequestIdOfTheCaller() {
    Reply reply = Api.get("/nowhere").header("x-request-id", "abc-1").send();
    assertThat(reply.json().get("auth_token").asText()).isEqualTo("token-of-a-test");
    assertThat(reply.header("X-Request-ID")).isEqualTo("abc-1");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"has space", "ümlaut", "\u0001"})
  void arequestIdThatIsNoneIsReplaced(String id) {
    Api request = Api.get(accountPath());
    Reply reply = id == null ? request.send() : request.header("x-request-id", id).send();
    assertThat(reply.header("X-Request-ID")).matches("[0-9a-f]{32}");
  }

  @Test
  void anOverlongRequestIdIsReplaced() {
    assertThat(Api.get("/").header("x-request-id", "x".repeat(128)).send().header("X-Request-ID"))
        .isEqualTo("x".repeat(128));
    assertThat(Api.get("/").header("x-request-id", "x".repeat(129)).send().header("X-Request-ID"))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void checksComeInTheirOrder() {
    Api worst =
        Api.request("PATCH", "/v2/accounts/a b/metaflows")
            .without("x-auth-token")
            .body("text/csv", "{".getBytes(UTF_8));
    assertThat(worst.send().status()).isEqualTo(405);
    assertThat(
            Api.request("POST", "/v2/accounts/a b/metaflows")
                .without("x-auth-token")
                .body("text/csv", "{".getBytes(UTF_8))
                .send()
                .status())
        .isEqualTo(401);
    assertThat(
            Api.request("POST", "/v2/accounts/a b/metaflows")
                .body("text/csv", "{".getBytes(UTF_8))
                .send()
                .status())
        .isEqualTo(404);
    assertThat(
            Api.request("POST", accountPath()).body("text/csv", new byte[300_000]).send().status())
        .isEqualTo(415);
    assertThat(
            Api.request("POST", accountPath())
                .body("application/json", new byte[300_000])
                .send()
                .status())
        .isEqualTo(413);
    assertThat(
            Api.request("POST", accountPath())
                .json("{\"verb\":\"DELETE\"}")
                .send()
                .data()
                .has("data"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/csv",
        "text/plain",
        "application/octet-stream",
        "multipart/form-data; boundary=x",
        "application/base64",
        "application/json5",
        "json",
        "application/xml"
      })
  void anotherContentTypeIsRefused(String type) {
    String path = accountPath();
    Reply reply = Api.request("POST", path).body(type, "{\"data\":{}}".getBytes(UTF_8)).send();

    assertError(reply, 415, "unsupported_media_type", "{}");
    assertNothingStored(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "\"x\"",
        "null",
        "true",
        "{",
        "{\"data\":{}",
        "{\"data\":{}}}",
        "{\"data\":{}} x",
        "{\"data\":{},\"data\":{}}",
        "{\"data\":{\"a\":1,\"a\":2}}",
        "{'data':{}}",
        "{\"data\":{\"a\":NaN}}",
        "{\"data\":{\"a\":1E400}}",
        "{\"data\":{\"a\":-1e999}}",
        "{\"data\":{\"a\":01}}",
        "{\"data\":{\"a\":\"\\ud800\"}}",
        "{\"data\":{\"\\udc00\":1}}",
        "{\"data\":{\"a\":\"\\x\"}}",
        "{\"data\":{\"a\":\"\t\"}}",
        "data=%7B%7D",
        "// c\n{\"data\":{}}"
      })
  void whatIsNotStrictJsonIsRefused(String body) {
    String path = accountPath();
    Reply reply = Api.request("POST", path).json(body).send();

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.message()).isEqualTo("validation error");
    JsonNode invalid = reply.data().at("/json/invalid");
    assertThat(invalid.get("target").asText()).isEqualTo("body");
    assertThat(invalid.get("message").asText())
        .isNotEmpty()
        .doesNotContain("com.", "java", "Source");
    assertNothingStored(path);
  }

  @Test
  void malformedUtf8AndOtherEncodingsAreRefused() {
    for (byte[] body :
        new byte[][] {
          "{\"data\":{\"a\":\"\u00fc\"}}".getBytes(ISO_8859_1),
          "{\"data\":{}}".getBytes(UTF_16),
          {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}
        }) {
      Reply reply = Api.request("POST", accountPath()).untyped(body).send();
      assertThat(reply.status()).as(reply.text()).isEqualTo(400);
      assertThat(reply.data().at("/json/invalid/target").asText()).isEqualTo("body");
    }
  }

  @Test
  void aBlankBodyAndMissingDataAreRefused() {
    String path = accountPath();
    String missing = "{\"data\":{\"required\":{\"message\":\"" + REQUIRED + "\"}}}";
    assertError(Api.request("POST", path).send(), 400, "validation error", missing);
    assertError(Api.request("POST", path).json(" \r\n\t").send(), 400, "validation error", missing);
    assertError(Api.request("POST", path).form("").send(), 400, "validation error", missing);
    for (String body : new String[] {"{}", "{\"x\":1}", "{\"data\":null}", "{\"Data\":{}}"}) {
      assertError(
          Api.request("POST", path).json(body).send(),
          400,
          "validation error",
          "{\"data\":{\"required\":{\"message\":\"" + REQUIRED + "\",\"value\":" + body + "}}}");
    }
    assertNothingStored(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"x\"", "true", "1.50"})
  void dataThatIsNoObjectIsRefused(String data) {
    assertError(
        Api.post(accountPath(), data).send(),
        400,
        "validation error",
        "{\"data\":{\"type\":{\"message\":\"Value did not match type(s): object\",\"target\":\"object\","
            + "\"value\":"
            + data
            + "}}}");
  }

  @Test
  void aSchemaFailureNamesThePathTheRuleAndTheValue() {
    String path = accountPath();
    assertError(
        Api.post(
                path,
                "{\"digit_timeout\":-1,\"numbers\":{\"1\":{\"module\":\"pivot\"}},"
                    + "\"patterns\":{\"^1.$\":{\"module\":\"hold\",\"children\":{\"_\":{}}}}}")
            .send(),
        400,
        "validation error",
        "{\"digit_timeout\":{\"minimum\":{\"message\":\"Value must be at least 0\",\"target\":0,\"value\":-1}},"
            + "\"numbers.1.data.voice_url\":{\"required\":{\"message\":\""
            + REQUIRED
            + "\",\"value\":\"voice_url\"}},"
            + "\"patterns.^1%2E$.children._.module\":{\"required\":{\"message\":\""
            + REQUIRED
            + "\",\"value\":\"module\"}}}");
    assertNothingStored(path);
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    // White space counts for the body, and not for the document.
    String padding = " ".repeat(278_528 - "{\"data\":{}}".length());
    assertThat(Api.post(accountPath(), "{}" + padding).send().status()).isEqualTo(200);
    assertTooLarge(Api.post(accountPath(), "{}" + padding + " ").send(), 278_528);
  }

  @Test
  void aDocumentOverTheLimitIsRefusedWithWhatItsDefaultsAdd() {
    String path = accountPath();
    String filler = "x".repeat(262_144 - "{\"a\":\"\",\"binding_digit\":\"*\"}".length());
    assertThat(Api.post(path, "{\"a\":\"" + filler + "\"}").send().status()).isEqualTo(200);
    String answered = Api.get(path).send().data().toString();
    assertThat(Api.post(path, answered).send().status()).isEqualTo(200);
    assertTooLarge(Api.post(path, "{\"a\":\"" + filler + "x\"}").send(), 262_144);
  }

  @Test
  void numbersThatGrowWhenTheyAreWrittenCountAsTheyAreStored() {
    String path = accountPath();
    String numbers = "1e-6,".repeat(40_000);
    assertTooLarge(
        Api.post(path, "{\"a\":[" + numbers.substring(0, numbers.length() - 1) + "]}").send(),
        262_144);
    assertNothingStored(path);
  }

  private static void assertTooLarge(Reply reply, int limit) {
    assertError(
        reply,
        413,
        "validation error",
        "{\"file\":{\"maxSize\":{\"message\":\"Payload or Files must not be more than "
            + limit
            + " bytes\",\"target\":"
            + limit
            + "}}}");
  }

  @Test
  void nestingBeyondTheLimitIsRefusedHoweverDeep() {
    for (int depth : new int[] {127, 2_000, 60_000}) {
      String path = accountPath();
      String body = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
      Reply reply = Api.post(path, body).send();
      assertThat(reply.status()).as(reply.text()).isEqualTo(400);
      assertThat(reply.text()).contains("maxDepth").contains("\"target\":128");
      assertNothingStored(path);
    }
    String deepest = "{\"a\":" + "[".repeat(126) + "]".repeat(126) + "}";
    assertThat(Api.post(accountPath(), deepest).send().status()).isEqualTo(200);
  }

  @Test
  void aPatternThatIsNoLinearTimeExpressionIsRefused() {
    String path = accountPath();
    assertError(
        Api.post(path, "{\"patterns\":{\"(a)\\\\1\":{\"module\":\"hangup\"}}}").send(),
        400,
        "validation error",
        "{\"patterns.(a)\\\\1\":{\"error\":{\"message\":\"invalid regular expression: '(a)\\\\1'\","
            + "\"value\":\"(a)\\\\1\"}}}");
    assertNothingStored(path);
  }

  @Test
  void moreFailuresThanAnAnswerTellsAreCutOff() {
    StringBuilder numbers = new StringBuilder("{\"numbers\":{");
    for (int i = 0; i < 150; i++) {
      numbers.append(i == 0 ? "" : ",").append('"').append(i).append("\":{}");
    }
    JsonNode data =
        Api.post("/v2/accounts/" + fresh() + "/metaflows", numbers + "}}").send().data();
    assertThat(data.size()).isEqualTo(100);
    assertThat(data.fieldNames().next()).isEqualTo("numbers.0.module");
  }

  @Test
  void aRefusedPostLeavesWhatWasThere() {
    String path = accountPath();
    String revision = Api.post(path, "{\"listen_on\":\"both\"}").send().revision();
    Api.post(path, "{\"listen_on\":\"left\"}").send();
    assertThat(Api.get(path).send().revision()).isEqualTo(revision);
    assertThat(Api.get(path).send().data())
        .isEqualTo(json("{\"listen_on\":\"both\",\"binding_digit\":\"*\"}"));
  }
}
