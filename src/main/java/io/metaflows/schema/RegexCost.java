package io.metaflows.schema;

/**
 * An estimate, from its text alone, of what compiling and searching a regular expression costs
 * (docs/documents.md#patterns). RE2/J matches in linear time, but it writes counted repeats out
 * when it compiles: {@code ((\d{1000}){1000}){1000}} takes all memory there is. The estimate is
 * rather too high than too low; for an expression that RE2/J refuses it means nothing.
 *
 * <p>One step is one instruction that is looked at for one digit, about 35 nanoseconds of one core.
 * The others are measured in it (docs/performance.md#patterns).
 *
 * @param hasRefusedCount whether a repeat counts to more than 1,000, which RE2/J refuses
 * @param mayNeverCompile whether RE2/J may not finish compiling it
 * @param nesting the product of the counts of repeats within repeats, at its highest
 */
record RegexCost(
    boolean hasRefusedCount, boolean mayNeverCompile, long nesting, String text, RegexNode root) {

  /** Steps that reading one character of the expression takes. */
  private static final long READING = 8;

  /** Steps that writing one instruction takes. */
  private static final long WRITING = 2;

  static RegexCost of(String regex) {
    RegexParser parser = new RegexParser(regex);
    RegexNode root = parser.parse();
    return new RegexCost(
        parser.hasRefusedCount(), parser.mayNeverCompile(), root.nesting(), regex, root);
  }

  /** The steps that compiling it takes. */
  long compiling() {
    return READING * text.length() + WRITING * root.instructions() + root.compiling();
  }

  /** The steps that searching 64 digits for it takes. */
  long searching() {
    return root.searching(Positions.ANYWHERE);
  }
}
