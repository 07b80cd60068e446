package io.metaflows.schema;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a value sits in its document. A chain, so that walking a good document builds no text.
 *
 * @param parent null at the root
 */
record FailurePath(FailurePath parent, String name) {

  static final FailurePath ROOT = new FailurePath(null, "");

  FailurePath then(String child) {
    return new FailurePath(this, child);
  }

  FailurePath then(int index) {
    return new FailurePath(this, Integer.toString(index));
  }

  /** Names joined by dots, a literal dot as {@code %2E}; {@code ""} at the root. */
  String text() {
    Deque<String> names = new ArrayDeque<>();
    for (FailurePath at = this; at.parent != null; at = at.parent) {
      names.push(at.name.replace(".", "%2E"));
    }
    return String.join(".", names);
  }
}
