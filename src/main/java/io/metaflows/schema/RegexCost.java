package io.metaflows.schema;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An estimate, from its text alone, of what compiling a regular expression costs
 * (docs/documents.md#patterns). RE2/J matches in linear time, but it writes counted repeats out
 * when it compiles: {@code ((\d{1000}){1000}){1000}} takes all memory there is. The estimate is
 * rather too high than too low; for an expression that RE2/J refuses it means nothing.
 */
final class RegexCost {

  private static final long MOST = 1_000_000_000;
  private static final int LARGEST_COUNT = 1_000;

  /** A Unicode class is a table of hundreds of ranges, copied for each mention. */
  private static final int TABLE = 200;

  /** The ranges of a negated class such as {@code \W}. */
  private static final int NEGATED = 4;

  /** The cases of one character under {@code (?i)}. */
  private static final int FOLDED = 3;

  private final String text;
  private final Deque<Group> open = new ArrayDeque<>();
  private Group group = new Group(0);
  private int at;
  private boolean refusedCount;
  private boolean folds;
  private boolean leavesAscii;

  /** The product of the counts of repeats within repeats, at its highest. */
  long nesting() {
    return group.nesting;
  }

  /** About how many steps compiling takes; a Unicode class counts two hundred. */
  long work() {
    return group.work;
  }

  /** Whether a repeat counts to more than 1,000, which RE2/J refuses. */
  boolean hasRefusedCount() {
    return refusedCount;
  }

  /**
   * Whether it ignores case and names characters beyond ASCII. RE2/J 1.8 looks for the other cases
   * of a character until it is back at the first, and of some (U+1C80 to U+1C88 on Java 17) it
   * never is.
   */
  boolean mayNeverCompile() {
    return folds && leavesAscii;
  }

  private RegexCost(String text) {
    this.text = text;
  }

  static RegexCost of(String regex) {
    RegexCost cost = new RegexCost(regex);
    cost.leavesAscii = regex.chars().anyMatch(c -> c > 0x7f);
    while (cost.at < regex.length()) {
      cost.step();
    }
    while (!cost.open.isEmpty()) {
      cost.close();
    }
    cost.group.alternative();
    return cost;
  }

  private void step() {
    char c = text.charAt(at++);
    switch (c) {
      case '(' -> open();
      case ')' -> close();
      case '[' -> {
        long ranges = bracket();
        group.characters(ranges, ranges);
      }
      case '\\' -> escape();
      case '*', '+', '?' -> group.repeatedOnce();
      case '|' -> group.alternative();
      case '{' -> brace();
      default -> group.characters(1, folds ? FOLDED : 1);
    }
  }

  private void open() {
    int instructions = 2;
    if (text.startsWith("?", at)) {
      boolean name = text.startsWith("?<", at) || text.startsWith("?P<", at);
      at = name ? after(text.indexOf('>', at)) : flags();
      if (!name) {
        instructions = 1;
        if (text.charAt(at - 1) == ')') {
          return;
        }
      }
    }
    open.push(group);
    group = new Group(instructions);
  }

  /** Past the colon or the parenthesis that ends the flags. */
  private int flags() {
    int end = at + 1;
    while (end < text.length() && ":)".indexOf(text.charAt(end)) < 0) {
      folds |= text.charAt(end) == 'i';
      end++;
    }
    return Math.min(end + 1, text.length());
  }

  private void close() {
    if (open.isEmpty()) {
      return;
    }
    Group inner = group;
    inner.alternative();
    group = open.pop();
    group.atom(inner.work);
    group.lastNesting = inner.nesting;
  }

  /** Past the bracket that ends a class; how much the class costs. */
  private long bracket() {
    long work = 1;
    if (text.startsWith("^", at)) {
      at++;
    }
    boolean first = true;
    while (at < text.length() && (first || text.charAt(at) != ']')) {
      first = false;
      if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        at = text.indexOf(":]", at) + 2;
      } else if (text.charAt(at) == '\\') {
        at++;
        work += character();
      } else {
        at++;
      }
    }
    at = Math.min(at + 1, text.length());
    return work;
  }

  private void escape() {
    if (!text.startsWith("Q", at)) {
      boolean table = text.startsWith("p", at) || text.startsWith("P", at);
      long ranges = 1 + character();
      if (table && text.charAt(at - 1) != '}') {
        at = Math.min(at + 1, text.length());
      }
      // The table is copied once, however often the class is repeated.
      group.characters(table ? 1 : ranges, ranges);
      return;
    }
    at++;
    int end = text.indexOf("\\E", at);
    int literal = (end < 0 ? text.length() : end) - at;
    for (int i = 0; i < literal; i++) {
      group.atom(1);
    }
    at = end < 0 ? text.length() : end + 2;
  }

  /** Past what a backslash stands before; how much it costs beyond one instruction. */
  private long character() {
    if (at >= text.length()) {
      return 0;
    }
    char c = text.charAt(at++);
    leavesAscii |= c == 'x' || (c >= '0' && c <= '7');
    boolean braced = (c == 'x' || c == 'p' || c == 'P') && text.startsWith("{", at);
    if (braced) {
      at = after(text.indexOf('}', at));
    }
    if (c == 'p' || c == 'P') {
      return TABLE;
    }
    // Negated: everything around the characters that are left out.
    return c == 'D' || c == 'W' || c == 'S' ? NEGATED : 0;
  }

  private void brace() {
    int end = text.indexOf('}', at);
    String counts = end < 0 ? "" : text.substring(at, end);
    if (counts.isEmpty() || !Character.isDigit(counts.charAt(0))) {
      group.atom(1);
      return;
    }
    int comma = counts.indexOf(',');
    long least = count(comma < 0 ? counts : counts.substring(0, comma));
    long most = comma < 0 ? least : count(counts.substring(comma + 1));
    if (least < 0 || most < 0) {
      group.atom(1);
      return;
    }
    at = end + 1;
    refusedCount |= Math.max(least, most) > LARGEST_COUNT;
    group.repeat(Math.max(1, Math.max(least, most)));
  }

  /** The count, 0 of no digits; -1 if it is none, so that the brace is a literal. */
  private static long count(String digits) {
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return digits.isEmpty() ? 0 : digits.length() > 9 ? MOST : Long.parseLong(digits);
  }

  private int after(int index) {
    return index < 0 ? text.length() : index + 1;
  }

  /** What was read of a group so far; the last atom apart, since a repeat may follow it. */
  private static final class Group {
    private long work;
    private long nesting = 1;
    private long lastWork;
    private long lastNesting = 1;

    /** Of the present alternative. */
    private int atoms;

    /** Of the last atom, if it is one character; else 0. */
    private long ranges;

    /** Of the alternatives before this one, as far as they were one character each. */
    private long merged;

    Group(long work) {
      this.work = work;
    }

    void atom(long cost) {
      flush();
      lastWork = cost;
      lastNesting = 1;
      atoms++;
      ranges = 0;
    }

    /** One character out of so many ranges; the cost is what each repeat of it takes. */
    void characters(long cost, long ranges) {
      atom(cost);
      work = Math.min(MOST, work + ranges - cost);
      this.ranges = ranges;
    }

    void repeat(long count) {
      lastWork = Math.min(MOST, Math.max(1, lastWork) * count);
      lastNesting = Math.min(MOST, lastNesting * count);
      ranges = 0;
    }

    /** One of the signs {@code *}, {@code +} and {@code ?} after the last atom. */
    void repeatedOnce() {
      lastWork++;
      ranges = 0;
    }

    /** RE2/J merges alternatives of one character each into one class, again for each of them. */
    void alternative() {
      if (atoms == 1 && ranges > 0) {
        merged = Math.min(MOST, merged + ranges);
        work = Math.min(MOST, work + merged);
      } else {
        merged = 0;
      }
      flush();
      work = Math.min(MOST, work + 1);
      atoms = 0;
      ranges = 0;
    }

    void flush() {
      work = Math.min(MOST, work + lastWork);
      nesting = Math.max(nesting, lastNesting);
      lastWork = 0;
      lastNesting = 1;
    }
  }
}
