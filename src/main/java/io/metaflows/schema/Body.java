package io.metaflows.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import java.util.function.Supplier;

/** The content of the body of a request (docs/documents.md#strict-json). */
public sealed interface Body {

  /** The value that belongs to this content: one function for each alternative. */
  <T> T fold(Function<ObjectNode, T> parsed, Supplier<T> blank, Function<ObjectNode, T> malformed);

  /** A JSON object that keeps all rules of strict JSON. */
  record Parsed(ObjectNode envelope) implements Body {
    @Override
    public <T> T fold(
        Function<ObjectNode, T> parsed, Supplier<T> blank, Function<ObjectNode, T> malformed) {
      return parsed.apply(envelope);
    }
  }

  /** Nothing but white space, or nothing at all. */
  record Blank() implements Body {
    @Override
    public <T> T fold(
        Function<ObjectNode, T> parsed, Supplier<T> blank, Function<ObjectNode, T> malformed) {
      return blank.get();
    }
  }

  /**
   * Not such an object.
   *
   * @param failures the {@code data} of the 400
   */
  record UnreadableBody(ObjectNode failures) implements Body {
    @Override
    public <T> T fold(
        Function<ObjectNode, T> parsed, Supplier<T> blank, Function<ObjectNode, T> malformed) {
      return malformed.apply(failures);
    }
  }

  /**
   * Reads a body. Never throws for what is in it, and takes no more stack or memory than its size
   * needs.
   */
  static Body read(byte[] bytes, DocumentLimits limits) {
    return BodyReader.read(bytes, limits);
  }
}
