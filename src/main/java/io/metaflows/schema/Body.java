package io.metaflows.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the bytes of a request's body hold (contract, sections 3 and 4). */
public sealed interface Body {

  /** A JSON object that all rules of strict JSON hold for. */
  record Read(ObjectNode envelope) implements Body {}

  /** Nothing but white space, or nothing at all. */
  record Blank() implements Body {}

  /**
   * No such object.
   *
   * @param failures the {@code data} of the 400
   */
  record Refused(ObjectNode failures) implements Body {}

  /**
   * Reads a body. Never throws for what is in it, and takes no more stack or memory than its size,
   * whatever it holds.
   */
  static Body read(byte[] bytes, DocumentLimits limits) {
    return BodyReader.read(bytes, limits);
  }
}
