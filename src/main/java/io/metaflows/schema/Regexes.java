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

  /**
   * How much work is done for each instruction that is allowed. Generous: alternatives such as
   * {@code (1|2|3){500}} become far fewer instructions.
   */
  private static final long WORK = 10;

  private static final long WORK_OF_DOCUMENT = 5;

  private final DocumentLimits limits;
  private long instructionsOfDocument;
  private long workOfDocument;

  Regexes(DocumentLimits limits) {
    this.limits = limits;
  }

  /** What is wrong with one more pattern of the document; empty if it is good. */
  Optional<String> complaint(String regex) {
    RegexCost cost = RegexCost.of(regex);
    if (cost.hasRefusedCount() || cost.mayNeverCompile()) {
      return invalid(regex);
    }
    if (cost.nesting() > limits.patternNesting()
        || cost.work() > WORK * limits.patternInstructions()) {
      return tooLarge(regex);
    }
    workOfDocument += cost.work();
    return workOfDocument > WORK_OF_DOCUMENT * limits.documentInstructions()
        ? tooLarge(regex)
        : compiled(regex);
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
        instructions > limits.patternInstructions()
            || instructionsOfDocument > limits.documentInstructions();
    return large ? tooLarge(regex) : Optional.empty();
  }

  private static Optional<String> invalid(String regex) {
    return Optional.of("invalid regular expression: '" + regex + "'");
  }

  private static Optional<String> tooLarge(String regex) {
    return Optional.of("regular expression too large: '" + regex + "'");
  }
}
