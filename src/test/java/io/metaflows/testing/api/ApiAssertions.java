package io.metaflows.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.api.Api.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the suites of the API say over and over. */
public final class ApiAssertions {

  private ApiAssertions() {}

  /** An id that no other test uses. */
  public static String fresh() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** The document of an account that no other test uses. */
  public static String accountPath() {
    return "/v2/accounts/" + fresh() + "/metaflows";
  }

  public static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The errors that help their caller beside what Kazoo's clients know, and by which keys. */
  private static final Map<String, Set<String>> HELP =
      Map.of(
          "invalid_credentials", Set.of("reason"),
          "not_found", Set.of("reason"),
          "invalid_method", Set.of("methods"),
          "invalid data", Set.of("actions"),
          "unsupported_media_type", Set.of("reason"),
          "bad_identifier", Set.of("scopes", "binding_digit"));

  /**
   * Checks the whole envelope of an error (docs/api.md#errors).
   *
   * @param data without the keys that help, which the suite of the events checks
   */
  public static void assertError(Reply reply, int status, String message, String data) {
    assertErrorEnvelope(reply, status, message);
    assertThat(withoutHelp(message, reply.data())).isEqualTo(json(data));
  }

  /** Checks all of the envelope of an error but its {@code data}. */
  public static void assertErrorEnvelope(Reply reply, int status, String message) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    JsonNode envelope = reply.json();
    assertThat(envelope.get("status").asText()).isEqualTo("error");
    assertThat(envelope.get("error").asText()).isEqualTo(Integer.toString(status));
    assertThat(envelope.get("message").asText()).isEqualTo(message);
    assertThat(envelope.has("revision")).isFalse();
    assertThat(envelope.get("request_id").asText()).isEqualTo(reply.header("X-Request-ID"));
    assertThat(envelope.get("node").asText()).hasSize(22);
    assertThat(envelope.has("version")).isTrue();
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  private static JsonNode withoutHelp(String message, JsonNode data) {
    return HELP.containsKey(message)
        ? data.<ObjectNode>deepCopy().without(HELP.get(message))
        : data;
  }
}
