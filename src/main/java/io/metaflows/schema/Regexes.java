package io.metaflows.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * Whether the patterns of one document can be compiled at call time, in bounded time and memory
 * (contract, section 4). Patterns are a stranger's text that runs in our process: only RE2/J, whose
 * matching is linear, ever sees them, and only after their cost was told from the text.
 */
final class Regexes {

  private static final int MOST_NESTING = 1_000;
  private static final int MOST_INSTRUCTIONS = 2_000;
  private static final int MOST_INSTRUCTIONS_OF_DOCUMENT = 50_000;

  /** Generous: alternatives such as {@code (1|2|3){500}} become far fewer instructions. */
  private static final int MOST_WORK = 20_000;

  private static final int MOST_WORK_OF_DOCUMENT = 250_000;

  private long instructionsOfDocument;
  private long workOfDocument;

  /** What is wrong with one more pattern of the document; empty if it is good. */
  Optional<String> complaint(String regex) {
    RegexCost cost = RegexCost.of(regex);
    if (cost.hasRefusedCount() || cost.mayNeverCompile()) {
      return invalid(regex);
    }
    if (cost.nesting() > MOST_NESTING || cost.work() > MOST_WORK) {
      return tooLarge(regex);
    }
    workOfDocument += cost.work();
    return workOfDocument > MOST_WORK_OF_DOCUMENT ? tooLarge(regex) : compiled(regex);
  }

  private Optional<String> compiled(String regex) {
    int instructions;
    try {
      instructions = Pattern.compile(regex).programSize();
    } catch (PatternSyntaxException notLinear) {
      return invalid(regex);
    } catch (StackOverflowError nestedTooDeep) {
      return tooLarge(regex);
    }
    instructionsOfDocument += instructions;
    boolean large =
        instructions > MOST_INSTRUCTIONS || instructionsOfDocument > MOST_INSTRUCTIONS_OF_DOCUMENT;
    return large ? tooLarge(regex) : Optional.empty();
  }

  private static Optional<String> invalid(String regex) {
    return Optional.of("invalid regular expression: '" + regex + "'");
  }

  private static Optional<String> tooLarge(String regex) {
    return Optional.of("regular expression too large: '" + regex + "'");
  }
}
