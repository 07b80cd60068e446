package io.metaflows.metaflow;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a pattern has heard.
 *
 * @param captures what its groups matched; the text of a group that took no part is empty
 * @param collected all digits, without the binding digit; empty where nobody typed any
 */
record Heard(List<String> captures, Optional<String> collected) {

  /** What is heard in digits that a pattern has been found in. */
  static Heard in(String collected, Matcher found) {
    List<String> captures = new ArrayList<>();
    for (int group = 1; group <= found.groupCount(); group++) {
      String text = found.group(group);
      captures.add(text == null ? "" : text);
    }
    return new Heard(captures, Optional.of(collected));
  }

  Optional<String> first() {
    return captures.stream().filter(capture -> !capture.isEmpty()).findFirst();
  }
}
