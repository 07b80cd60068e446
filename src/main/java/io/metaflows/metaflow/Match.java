package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A metaflow that was found for a channel (contract, section 7).
 *
 * @param found where it stood
 * @param node the caller's own copy, ready to be sent but for its defaults: it carries the
 *     captures, and its transfers dial
 */
public record Match(Found found, ObjectNode node) {

  /**
   * Where a metaflow stood.
   *
   * @param scope whose document won
   * @param name the number or the pattern as it is written in that document
   */
  public record Found(Scope scope, Kind kind, String name) {}

  /** Which part of a document a metaflow stood in. */
  public enum Kind {
    NUMBER("number"),
    PATTERN("pattern");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** What an answer calls it. */
    public String key() {
      return key;
    }
  }
}
