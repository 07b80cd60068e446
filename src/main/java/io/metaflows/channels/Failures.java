package io.metaflows.channels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.util.List;

final class Failures {
  private final ObjectNode failures = Json.object();

  boolean isEmpty() {
    return failures.isEmpty();
  }

  ObjectNode toJson() {
    return failures;
  }

  void error(List<String> path, String message, JsonNode value) {
    rule(path, "error", message).set("value", value);
  }

  void type(List<String> path, String type, JsonNode value) {
    rule(path, "type", "Value did not match type(s): " + type)
        .put("target", type)
        .set("value", value);
  }

  void pattern(List<String> path, String pattern, JsonNode value) {
    rule(path, "pattern", "Failed to match pattern '" + pattern + "'")
        .put("target", pattern)
        .set("value", value);
  }

  void maxItems(List<String> path, int most, JsonNode value) {
    rule(path, "maxItems", "The list is more than " + most + " items")
        .put("target", most)
        .set("value", value);
  }

  void maxLength(List<String> path, int most, JsonNode value) {
    ObjectNode rule =
        rule(path, "maxLength", "String must not be more than " + most + " characters");
    rule.put("target", most).set("cause", value);
    rule.set("value", value);
  }

  private ObjectNode rule(List<String> path, String rule, String message) {
    return failures
        .withObject("/" + String.join(".", path).replace("~", "~0").replace("/", "~1"))
        .putObject(rule)
        .put("message", message);
  }
}
