package io.metaflows.schema;

/**
 * The positions in a text of digits at which a part of a regular expression may begin. There are
 * none where {@code to} is less than {@code from}.
 *
 * @param from the first, counted from 0
 * @param to the last
 */
record Positions(long from, long to) {

  /** Behind the last of 64 digits. */
  private static final long END = 64;

  /** Where an expression may be found: anywhere. */
  static final Positions ANYWHERE = new Positions(0, END);

  private static final Positions BEGINNING = new Positions(0, 0);
  private static final Positions NONE = new Positions(1, 0);

  /** How many there are. */
  long count() {
    return Math.max(0, to - from + 1);
  }

  /** Those of them at which the text begins. */
  Positions atBeginning() {
    return from == 0 ? BEGINNING : NONE;
  }

  /** Those behind a part that matches so many characters. */
  Positions moved(long shortest, long longest) {
    return new Positions(from + shortest, Math.min(END, to + longest));
  }
}
