package io.metaflows.schema;

import java.util.List;

/**
 * A part of a regular expression, as far as its cost depends on it (docs/documents.md#patterns).
 * All counts are rather too high than too low, and end at {@link #MOST}. One step is one
 * instruction that is looked at for one digit.
 */
sealed interface RegexNode {

  /** Counts end here, so that they never overflow. */
  long MOST = 1_000_000_000;

  /** The instructions that it becomes. */
  long instructions();

  /** The steps that compiling it takes, beyond reading its text and writing its instructions. */
  long compiling();

  /** The product of the counts of repeats within repeats, at its highest. */
  long nesting();

  /** The fewest characters that it matches. */
  long shortest();

  /** The most characters that it matches. */
  long longest();

  /** The steps that a search takes in it, which is entered at any of those positions. */
  long searching(Positions entered);

  /** The positions behind it. */
  default Positions behind(Positions entered) {
    return entered.moved(shortest(), longest());
  }

  /** How many ranges of characters it is, if it matches one character and nothing else; else 0. */
  default long ranges() {
    return 0;
  }

  /** Whether it holds only where the text begins. */
  default boolean beginsText() {
    return false;
  }

  private static long sum(long one, long other) {
    return Math.min(MOST, one + other);
  }

  private static long product(long one, long other) {
    return Math.min(MOST, one * other);
  }

  /**
   * One instruction: a character out of some ranges, or an assertion such as {@code ^}.
   *
   * @param characters how many it matches, 1 or 0
   * @param ranges of a character; a class of Unicode counts as 1,500; 0 for an assertion
   * @param compiling the steps that bringing the ranges into order takes
   * @param beginsText whether it holds only where the text begins
   */
  record Instruction(long characters, long ranges, long compiling, boolean beginsText)
      implements RegexNode {

    static final Instruction CHARACTER = new Instruction(1, 1, 0, false);
    static final Instruction TEXT_BEGINS = new Instruction(0, 0, 0, true);
    static final Instruction OTHER_ASSERTION = new Instruction(0, 0, 0, false);

    static Instruction anyOf(long ranges) {
      return new Instruction(1, ranges, ranges - 1, false);
    }

    @Override
    public long instructions() {
      return 1;
    }

    @Override
    public long nesting() {
      return 1;
    }

    @Override
    public long shortest() {
      return characters;
    }

    @Override
    public long longest() {
      return characters;
    }

    @Override
    public long searching(Positions entered) {
      return entered.count();
    }
  }

  /** A group whose match is captured. */
  record Capture(RegexNode inner) implements RegexNode {

    @Override
    public long instructions() {
      return sum(2, inner.instructions());
    }

    @Override
    public long compiling() {
      return inner.compiling();
    }

    @Override
    public long nesting() {
      return inner.nesting();
    }

    @Override
    public long shortest() {
      return inner.shortest();
    }

    @Override
    public long longest() {
      return inner.longest();
    }

    @Override
    public long searching(Positions entered) {
      return sum(entered.count() + behind(entered).count(), inner.searching(entered));
    }
  }

  /** Parts that follow one another. */
  record Sequence(List<RegexNode> parts) implements RegexNode {

    public Sequence {
      parts = List.copyOf(parts);
    }

    @Override
    public long instructions() {
      return parts.stream().mapToLong(RegexNode::instructions).reduce(1, RegexNode::sum);
    }

    @Override
    public long compiling() {
      return parts.stream().mapToLong(RegexNode::compiling).reduce(0, RegexNode::sum);
    }

    @Override
    public long nesting() {
      return parts.stream().mapToLong(RegexNode::nesting).reduce(1, Math::max);
    }

    @Override
    public long shortest() {
      return parts.stream().mapToLong(RegexNode::shortest).reduce(0, RegexNode::sum);
    }

    @Override
    public long longest() {
      return parts.stream().mapToLong(RegexNode::longest).reduce(0, RegexNode::sum);
    }

    @Override
    public long searching(Positions entered) {
      Positions before = beginsText() ? entered.atBeginning() : entered;
      long steps = entered.count();
      for (RegexNode part : parts) {
        steps = sum(steps, part.searching(before));
        before = part.behind(before);
      }
      return steps;
    }

    @Override
    public long ranges() {
      return parts.size() == 1 ? parts.get(0).ranges() : 0;
    }

    @Override
    public boolean beginsText() {
      return !parts.isEmpty() && parts.get(0).beginsText();
    }
  }

  /** Parts of which one matches. */
  record Alternatives(List<RegexNode> parts) implements RegexNode {

    public Alternatives {
      parts = List.copyOf(parts);
    }

    @Override
    public long instructions() {
      return parts.stream().mapToLong(RegexNode::instructions).reduce(parts.size(), RegexNode::sum);
    }

    /** Alternatives of one character each are merged into one class, again for each of them. */
    @Override
    public long compiling() {
      long steps = 0;
      long merged = 0;
      for (RegexNode part : parts) {
        merged = part.ranges() == 0 ? 0 : merged + part.ranges();
        steps = sum(steps, part.compiling() + merged);
      }
      return steps;
    }

    @Override
    public long nesting() {
      return parts.stream().mapToLong(RegexNode::nesting).reduce(1, Math::max);
    }

    @Override
    public long shortest() {
      return parts.stream().mapToLong(RegexNode::shortest).min().orElse(0);
    }

    @Override
    public long longest() {
      return parts.stream().mapToLong(RegexNode::longest).reduce(0, Math::max);
    }

    @Override
    public long searching(Positions entered) {
      return parts.stream()
          .mapToLong(part -> entered.count() + part.searching(entered))
          .reduce(0, RegexNode::sum);
    }
  }

  /**
   * A part that is repeated, which RE2/J writes out.
   *
   * @param copies how often it is written out
   * @param endless whether the last copy may follow itself
   */
  record Repeat(RegexNode part, long least, long copies, boolean endless) implements RegexNode {

    static Repeat counted(RegexNode part, long least, long most) {
      return new Repeat(part, least, Math.max(1, most), false);
    }

    static Repeat endless(RegexNode part, long least) {
      return new Repeat(part, least, Math.max(1, least), true);
    }

    @Override
    public long instructions() {
      return product(copies, sum(part.instructions(), 1));
    }

    @Override
    public long compiling() {
      return part.compiling();
    }

    @Override
    public long nesting() {
      return product(copies, part.nesting());
    }

    @Override
    public long shortest() {
      return product(least, part.shortest());
    }

    @Override
    public long longest() {
      return part.longest() == 0 ? 0 : endless ? MOST : product(copies, part.longest());
    }

    /** Copies that no text is long enough for cost nothing; those entered alike cost the same. */
    @Override
    public long searching(Positions entered) {
      long once = endless ? copies - 1 : copies;
      long steps = 0;
      Positions before = entered;
      for (long copy = 0; copy < once && before.count() > 0; copy++) {
        long ofThis = sum(before.count(), part.searching(before));
        Positions next = part.behind(before);
        if (next.equals(before)) {
          steps = sum(steps, product(once - copy, ofThis));
          break;
        }
        steps = sum(steps, ofThis);
        before = next;
      }
      return endless ? sum(steps, searchingLast(before)) : steps;
    }

    private long searchingLast(Positions before) {
      Positions again = before.moved(0, part.longest() == 0 ? 0 : MOST);
      return sum(again.count(), part.searching(again));
    }
  }
}
