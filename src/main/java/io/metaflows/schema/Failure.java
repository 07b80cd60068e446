package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.metaflow.Json;
import java.util.List;
import java.util.Optional;

/**
 * One broken rule, in Kazoo's words: the {@code message} and the extra keys that its clients read.
 *
 * @param details {@code message} first
 */
record Failure(String rule, ObjectNode details) {

  /**
   * The order in which Kazoo evaluates rules. Each failure replaces an earlier one of its path, so
   * the last stands; what is not listed here is an extension, and those come after all of them.
   */
  private static final List<String> ORDER =
      List.of(
          "additionalProperties",
          "enum",
          "maxItems",
          "maxLength",
          "maximum",
          "minItems",
          "minLength",
          "minimum",
          "not_one_schema_valid",
          "pattern",
          "required",
          "type",
          "uniqueItems");

  /** Whether this one stands where the other was found at the same path before it. */
  boolean replaces(Failure earlier) {
    return rank() >= earlier.rank();
  }

  private int rank() {
    int rank = ORDER.indexOf(rule);
    return rank < 0 ? ORDER.size() : rank;
  }

  static Optional<Failure> laterOf(Optional<Failure> one, Optional<Failure> other) {
    if (one.isEmpty()) {
      return other;
    }
    return other.isPresent() && other.get().replaces(one.get()) ? other : one;
  }

  static Failure of(String rule, String message) {
    return new Failure(rule, Json.object().put("message", message));
  }

  static Failure required(JsonNode value) {
    return of("required", "Field is required but missing").value(value);
  }

  static Failure required(String property) {
    return required(TextNode.valueOf(property));
  }

  static Failure type(String types, JsonNode value) {
    return of("type", "Value did not match type(s): " + types)
        .with("target", TextNode.valueOf(types))
        .value(value);
  }

  static Failure error(String message, JsonNode value) {
    return of("error", message).value(value);
  }

  static Failure maxLength(int most, JsonNode value) {
    return of("maxLength", "String must not be more than " + most + " characters")
        .target(most)
        .with("cause", value)
        .value(value);
  }

  static Failure maxItems(int most, JsonNode value) {
    return of("maxItems", "The list is more than " + most + " items").target(most).value(value);
  }

  static Failure maxDepth(String what, int most) {
    return of("maxDepth", what + " must not be nested more than " + most + " levels deep")
        .target(most);
  }

  Failure target(int bound) {
    details.put("target", bound);
    return this;
  }

  Failure value(JsonNode value) {
    return with("value", value);
  }

  /** Adds an extra key; a key without a value is left out. */
  Failure with(String key, JsonNode value) {
    if (value != null) {
      details.set(key, value);
    }
    return this;
  }
}
