package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * How a document wants digits to be listened for. A value of the wrong type counts as absent; a
 * zero is a value like any other (docs/matching.md#merging).
 *
 * @param bindingDigit one of the twelve keys
 * @param digitTimeout milliseconds, 0 or more
 * @param listenOn {@code both}, {@code self} or {@code peer}
 */
record ListenerOptions(
    Optional<String> bindingDigit, Optional<Long> digitTimeout, Optional<String> listenOn) {

  static final ListenerOptions UNSET =
      new ListenerOptions(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Set<String> KEYS =
      Set.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#");
  private static final Set<String> LEGS = Set.of("both", "self", "peer");

  static ListenerOptions of(ObjectNode document) {
    return new ListenerOptions(
        oneOf(KEYS, document.path(Metaflows.BINDING_DIGIT)),
        milliseconds(document.path(Metaflows.DIGIT_TIMEOUT)),
        oneOf(LEGS, document.path(Metaflows.LISTEN_ON)));
  }

  ListenerOptions overriddenBy(ListenerOptions later) {
    return new ListenerOptions(
        later.bindingDigit.or(() -> bindingDigit),
        later.digitTimeout.or(() -> digitTimeout),
        later.listenOn.or(() -> listenOn));
  }

  private static Optional<String> oneOf(Set<String> values, JsonNode value) {
    return Optional.ofNullable(value.textValue()).filter(values::contains);
  }

  private static Optional<Long> milliseconds(JsonNode value) {
    return value.canConvertToExactIntegral() && value.canConvertToLong() && value.longValue() >= 0
        ? Optional.of(value.longValue())
        : Optional.empty();
  }
}
