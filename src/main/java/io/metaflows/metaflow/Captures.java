package io.metaflows.metaflow;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The texts that the groups of a pattern matched, for the nodes that take captures
 * (docs/matching.md#captures).
 *
 * @param texts one for each group; empty for a group that took no part in the match
 * @param collected all digits without the binding digit; absent where no digits were typed
 */
record Captures(List<String> texts, Optional<String> collected) {

  Captures {
    texts = List.copyOf(texts);
  }

  /** The captures of a match that was found in the collected digits. */
  static Captures of(String collected, Matcher found) {
    List<String> texts = new ArrayList<>();
    for (int group = 1; group <= found.groupCount(); group++) {
      String text = found.group(group);
      texts.add(text == null ? "" : text);
    }
    return new Captures(texts, Optional.of(collected));
  }

  /** The texts that are not empty. */
  List<String> nonEmpty() {
    return texts.stream().filter(text -> !text.isEmpty()).toList();
  }
}
