package io.metaflows.metaflow;

import java.util.Arrays;
import java.util.Optional;

/** The part of a document in which a metaflow is stored. */
public enum EntryKind {
  NUMBER("number"),
  PATTERN("pattern");

  private final String key;

  EntryKind(String key) {
    this.key = key;
  }

  /** The kind with that key; empty where there is none. */
  public static Optional<EntryKind> parse(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }

  /** What an answer calls it. */
  public String key() {
    return key;
  }
}
