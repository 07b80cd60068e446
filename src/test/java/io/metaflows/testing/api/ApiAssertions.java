package io.metaflows.testing.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.api.Api.Reply;
import java.io.IOException;
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

  /** Help for the caller beside what Kazoo's clients know; tests of its own check it. */
  private static final Set<String> HELP =
      Set.of("reason", "methods", "actions", "scopes", "binding_digit");

  /**
   * Checks the whole envelope of an error (docs/api.md#errors).
   *
   * @param data without the keys that help
   */
  public static void assertError(Reply reply, int status, String message, String data) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    JsonNode envelope = reply.json();
    assertThat(envelope.get("status").asText()).isEqualTo("error");
    assertThat(envelope.get("error").asText()).isEqualTo(Integer.toString(status));
    assertThat(envelope.get("message").asText()).isEqualTo(message);
    assertThat(withoutHelp(message, envelope.get("data"))).isEqualTo(json(data));
    assertThat(envelope.has("revision")).isFalse();
    assertThat(envelope.get("request_id").asText()).isEqualTo(reply.header("X-Request-ID"));
    assertThat(envelope.get("node").asText()).hasSize(22);
    assertThat(envelope.has("version")).isTrue();
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  /** The data of a validation error are paths, and none of them is help. */
  private static JsonNode withoutHelp(String message, JsonNode data) {
    return data.isObject() && !message.equals("validation error")
        ? data.<ObjectNode>deepCopy().without(HELP)
        : data;
  }
}
