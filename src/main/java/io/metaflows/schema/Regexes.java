package io.metaflows.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that the patterns of one document can be compiled in bounded time and memory
 * (docs/documents.md#patterns). Patterns are texts of strangers that run in this process: only
 * RE2/J, whose matching is linear, sees them, and only after their cost was estimated.
 */
final class Regexes {

  /**
   * The steps of compiling for each instruction that is allowed. Generous, because alternatives
   * such as {@code (1|2|3){500}} become far fewer instructions.
   */
  private static final long STEPS_OF_INSTRUCTION = 10;

  private final DocumentLimits limits;
  private long instructionsOfDocument;
  private long stepsOfDocument;

  Regexes(DocumentLimits limits) {
    this.limits = limits;
  }

  /**
   * Why a pattern is refused.
   *
   * @param message as Kazoo's clients know it
   * @param reason what is wrong and what to write instead
   */
  record PatternFault(String message, String reason) {}

  /** What is wrong with one more pattern of the document; empty if it is good. */
  Optional<PatternFault> fault(String regex) {
    RegexCost cost = RegexCost.of(regex);
    if (cost.hasRefusedCount()) {
      return invalid(regex, "a repeat may count to 1000 at most");
    }
    if (cost.mayNeverCompile()) {
      return invalid(
          regex, "(?i) and characters beyond ASCII do not go together; keys need neither");
    }
    if (cost.nesting() > limits.patternNesting()) {
      return tooLarge(
          regex,
          "repeats within repeats count to %d together, and at most %d are allowed",
          cost.nesting(),
          limits.patternNesting());
    }
    long compiling = cost.compiling();
    if (compiling > STEPS_OF_INSTRUCTION * limits.patternInstructions()) {
      return tooLarge(
          regex,
          "compiling it takes about %d steps, and at most %d are allowed; write shorter repeats"
              + " and fewer classes",
          compiling,
          STEPS_OF_INSTRUCTION * limits.patternInstructions());
    }
    if (stepsOfDocument <= limits.documentSteps()) {
      stepsOfDocument += compiling + cost.searching();
    }
    return stepsOfDocument > limits.documentSteps()
        ? tooLarge(
            regex,
            "compiling the patterns up to this one and searching for them takes too long; at most"
                + " %d steps are allowed in a document; begin patterns with ^, and write fewer"
                + " optional parts",
            limits.documentSteps())
        : compiled(regex);
  }

  private Optional<PatternFault> compiled(String regex) {
    int instructions;
    try {
      instructions = Pattern.compile(regex).programSize();
    } catch (PatternSyntaxException notLinear) {
      return invalid(regex, RefusedSyntax.reason(regex, notLinear));
    } catch (StackOverflowError nestedTooDeep) {
      return tooLarge(regex, "its groups are nested too deep");
    }
    if (instructions > limits.patternInstructions()) {
      return tooLarge(
          regex,
          "it becomes %d instructions, and at most %d are allowed; write shorter repeats",
          instructions,
          limits.patternInstructions());
    }
    instructionsOfDocument += instructions;
    return instructionsOfDocument > limits.documentInstructions()
        ? tooLarge(
            regex,
            "the patterns up to this one are too large together; at most %d instructions are"
                + " allowed in a document",
            limits.documentInstructions())
        : Optional.empty();
  }

  private static Optional<PatternFault> invalid(String regex, String reason) {
    return Optional.of(new PatternFault("invalid regular expression: '" + regex + "'", reason));
  }

  private static Optional<PatternFault> tooLarge(String regex, String reason, Object... counts) {
    return Optional.of(
        new PatternFault(
            "regular expression too large: '" + regex + "'",
            String.format(Locale.ROOT, reason, counts)));
  }
}
