package io.metaflows.api.requests;

import static io.metaflows.testing.api.ApiAssertions.accountPath;
import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.api.ApiAssertions.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which paths are routes, which ids are valid, and which methods a route has (docs/api.md#routes).
 */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
class PathsApiTest {

  private static final String NOT_FOUND = "{\"message\":\"not found\"}";

  @Test
  void aTrailingSlashIsTheSameRoute() {
    String path = accountPath();
    String revision = Api.post(path + "/", "{}").send().revision();

    assertThat(Api.get(path).send().revision()).isEqualTo(revision);
    assertThat(Api.get(path + "/").send().revision()).isEqualTo(revision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v2",
        "/v2/accounts",
        "/v2/accounts/a",
        "/v1/accounts/a/metaflows",
        "/v2/account/a/metaflows",
        "/v2/accounts/a/metaflows/x",
        "/v2/accounts/a/metaflows//",
        "//v2/accounts/a/metaflows",
        "/v2//accounts/a/metaflows",
        "/v2/accounts/a/b/metaflows",
        "/v2/accounts/../metaflows/x",
        "/v2/accounts/a/Metaflows",
        "/v2/accounts/a/metaflows;x=1",
        "/v2/accounts/a/groups/g/metaflows",
        "/v2/accounts/a/users/metaflows",
        "/v2/accounts/a/channels",
        "/prod/v2/accounts/a/metaflows",
        "/v2/accounts/a b",
        "/v2/%61ccounts/a/metaflows",
        "/v2/accounts/a/users/u/channels"
      })
  void anyOtherPathIsNotFoundWhateverTheMethod(String path) {
    for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"}) {
      assertError(Api.request(method, path).send(), 404, "not_found", NOT_FOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a%b",
        "a%41",
        "x;y=1",
        ";",
        "aéb",
        ".",
        "..",
        "a.b",
        "a%2Fb",
        "a%252eb",
        "a\u0000b",
        "a@b",
        "a\nb",
        "a\\b",
        "",
        " a",
        "a ",
        "a'\"<script>",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void whatIsNoIdIsRefusedAsWrittenAndNamesNoOther(String id) {
    assertBadId("/v2/accounts/" + id + "/metaflows", "account_id", id);
    String account = "/v2/accounts/" + fresh();
    assertBadId(account + "/users/" + id + "/metaflows", "user_id", id);
    assertBadId(account + "/devices/" + id + "/metaflows", "device_id", id);
  }

  private static void assertBadId(String path, String kind, String id) {
    String message = "invalid " + kind + " '" + id + "'";
    String data = "{\"message\":" + TextNode.valueOf(message) + "}";
    assertError(Api.get(path).send(), 404, "bad identifier", data);
    assertError(Api.post(path, "{}").send(), 404, "bad identifier", data);
  }

  @Test
  void theLongestIdIsOne() {
    String id = "A-_9".repeat(16);
    Reply reply = Api.post("/v2/accounts/" + id + "/users/" + id + "/metaflows", "{}").send();
    assertThat(reply.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "PATCH", "PUT", "TRACE", "LINK"})
  void anyOtherMethodOnADocumentIsRefusedWithTheAllowedOnes(String method) {
    String account = "/v2/accounts/" + fresh();
    for (String path : new String[] {"/metaflows", "/users/u/metaflows", "/devices/d/metaflows"}) {
      Reply reply = Api.request(method, account + path).send();
      assertError(reply, 405, "invalid_method", "{\"message\":\"method not allowed\"}");
      assertThat(reply.header("Allow")).isEqualTo("GET, POST, DELETE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS", "PATCH", "GET", "POST", "DELETE"})
  void anyOtherMethodOnAChannelIsRefusedWithTheAllowedOne(String method) {
    Reply reply = Api.request(method, "/v2/accounts/a/channels/c").send();
    assertError(reply, 405, "invalid_method", "{\"message\":\"method not allowed\"}");
    assertThat(reply.header("Allow")).isEqualTo("PUT");
  }

  @ParameterizedTest
  @CsvSource({"POST,delete", "POST,PUT", "GET,DELETE", "DELETE,GET", "POST,''"})
  void aVerbInTheQueryIsRefused(String method, String verb) {
    String path = accountPath();
    Reply reply = Api.request(method, path).json("{\"data\":{}}").query("x=1&verb=" + verb).send();

    assertError(
        reply,
        400,
        "validation error",
        "{\"verb\":{\"error\":{\"message\":\"method tunnelling is not supported\",\"value\":\""
            + verb
            + "\"}}}");
    assertThat(Api.get(path).send().json().has("revision")).isFalse();
  }

  @Test
  void aVerbInTheEnvelopeIsRefused() {
    String path = accountPath();
    String message =
        "{\"verb\":{\"error\":{\"message\":\"method tunnelling is not supported\",\"value\":";

    assertError(
        Api.request("POST", path).json("{\"verb\":\"DELETE\",\"data\":{}}").send(),
        400,
        "validation error",
        message + "\"DELETE\"}}}");
    assertError(
        Api.request("POST", path).json("{\"verb\":5,\"data\":{}}").send(),
        400,
        "validation error",
        message + "5}}}");
    assertThat(Api.get(path).send().json().has("revision")).isFalse();
  }

  @Test
  void aVerbThatIsTheRequestsOwnIsTaken() {
    Reply reply =
        Api.request("POST", accountPath())
            .json("{\"verb\":\"post\",\"data\":{}}")
            .query("verb=POST")
            .send();
    assertThat(reply.data()).isEqualTo(json("{\"binding_digit\":\"*\"}"));
  }
}
