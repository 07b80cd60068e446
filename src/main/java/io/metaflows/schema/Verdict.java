package io.metaflows.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * The result of checking a value against the schemas (docs/documents.md#failures).
 *
 * @param <V> the type of a value that has passed
 */
public sealed interface Verdict<V> {

  /** The answer that belongs to this result: one function for each alternative. */
  <T> T fold(Function<V, T> accepted, Function<ObjectNode, T> rejected);

  /**
   * The value is valid.
   *
   * @param value what was sent, coerced; no default is filled in
   */
  record Accepted<V>(V value) implements Verdict<V> {
    @Override
    public <T> T fold(Function<V, T> accepted, Function<ObjectNode, T> rejected) {
      return accepted.apply(value);
    }
  }

  /**
   * The value is refused.
   *
   * @param failures the {@code data} of the 400: path → rule → {@code message} and extra keys, in
   *     document order
   */
  record Rejected<V>(ObjectNode failures) implements Verdict<V> {
    @Override
    public <T> T fold(Function<V, T> accepted, Function<ObjectNode, T> rejected) {
      return rejected.apply(failures);
    }
  }
}
