package io.metaflows.metaflow;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The patterns that were compiled last, so that a warm environment compiles each of them once. A
 * pattern is found by its text: it does not matter which document it stands in. Bounded by the
 * instructions of the compiled patterns together; the one not used for longest goes first. Safe for
 * many threads.
 */
final class CompiledPatterns {

  /** About 5 MB. */
  static final int MOST_INSTRUCTIONS = 60_000;

  private final int most;
  private final Map<String, Pattern> patterns = new LinkedHashMap<>(16, 0.75f, true);
  private int instructions;

  CompiledPatterns(int mostInstructions) {
    this.most = mostInstructions;
  }

  /** The compiled pattern; empty for a text that RE2/J refuses. */
  Optional<Pattern> get(String text) {
    Optional<Pattern> known = known(text);
    if (known.isPresent()) {
      return known;
    }
    try {
      Pattern compiled = Pattern.compile(text);
      keep(text, compiled);
      return Optional.of(compiled);
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  private synchronized Optional<Pattern> known(String text) {
    return Optional.ofNullable(patterns.get(text));
  }

  private synchronized void keep(String text, Pattern compiled) {
    if (compiled.programSize() > most || patterns.containsKey(text)) {
      return;
    }
    patterns.put(text, compiled);
    instructions += compiled.programSize();
    var eldest = patterns.values().iterator();
    while (instructions > most) {
      instructions -= eldest.next().programSize();
      eldest.remove();
    }
  }

  /** The instructions of all patterns that are kept. */
  synchronized int instructions() {
    return instructions;
  }
}
