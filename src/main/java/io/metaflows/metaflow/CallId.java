package io.metaflows.metaflow;

import java.util.Optional;

/**
 * The name of one leg of a live call: 1 to 256 of {@code [A-Za-z0-9@._:+=~*!-]}, not dots alone
 * (docs/api.md#identifiers).
 *
 * @param value the id after exactly one decoding
 */
public record CallId(String value) {

  public CallId {
    Identifiers.require(Identifiers.isCallId(value), "call_id", value);
  }

  /** The call of that name; empty where the text is not well-formed. */
  public static Optional<CallId> parse(String text) {
    return Identifiers.isCallId(text) ? Optional.of(new CallId(text)) : Optional.empty();
  }
}
