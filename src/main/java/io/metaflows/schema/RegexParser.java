package io.metaflows.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the parts of a regular expression that its cost depends on. It refuses nothing: for a text
 * that RE2/J refuses, the result means nothing.
 */
final class RegexParser {

  private static final int LARGEST_COUNT = 1_000;

  /** A class of Unicode is a table of hundreds of ranges. */
  private static final long TABLE = 1_500;

  /** What a class such as {@code \W} takes, and under {@code (?i)}. */
  private static final long CLASS = 5;

  private static final long FOLDED = 100;

  private final String text;
  private int at;
  private boolean refusedCount;
  private boolean folds;
  private boolean leavesAscii;

  RegexParser(String text) {
    this.text = text;
    this.leavesAscii = text.chars().anyMatch(c -> c > 0x7f);
  }

  /** The whole expression. */
  RegexNode parse() {
    List<RegexNode> wholes = new ArrayList<>();
    while (at < text.length()) {
      wholes.add(alternatives());
      // A parenthesis that closes nothing.
      at++;
    }
    return wholes.size() == 1 ? wholes.get(0) : new RegexNode.Sequence(wholes);
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

  private RegexNode alternatives() {
    List<RegexNode> parts = new ArrayList<>();
    parts.add(sequence());
    while (at < text.length() && text.charAt(at) == '|') {
      at++;
      parts.add(sequence());
    }
    return parts.size() == 1 ? parts.get(0) : new RegexNode.Alternatives(parts);
  }

  /** Up to the next sign that ends an alternative. */
  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      part(parts);
    }
    return new RegexNode.Sequence(parts);
  }

  private void part(List<RegexNode> parts) {
    char c = text.charAt(at++);
    switch (c) {
      case '(' -> group(parts);
      case '[' -> parts.add(bracket());
      case '\\' -> escape(parts);
      case '*', '+', '?' -> repeatedOnce(parts, c);
      case '{' -> brace(parts);
      case '^' -> parts.add(RegexNode.Instruction.TEXT_BEGINS);
      case '$' -> parts.add(RegexNode.Instruction.OTHER_ASSERTION);
      default -> parts.add(RegexNode.Instruction.CHARACTER);
    }
  }

  private void group(List<RegexNode> parts) {
    boolean captures = true;
    if (text.startsWith("?", at)) {
      captures = text.startsWith("?<", at) || text.startsWith("?P<", at);
      at = captures ? after(text.indexOf('>', at)) : flags();
      if (!captures && text.charAt(at - 1) == ')') {
        return;
      }
    }
    RegexNode inner = alternatives();
    at++;
    parts.add(captures ? new RegexNode.Capture(inner) : inner);
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

  private RegexNode bracket() {
    long ranges = 0;
    if (text.startsWith("^", at)) {
      at++;
    }
    boolean first = true;
    while (at < text.length() && (first || text.charAt(at) != ']')) {
      first = false;
      if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
        at = text.indexOf(":]", at) + 2;
        ranges += named();
      } else if (text.charAt(at) == '\\') {
        at++;
        ranges += escaped();
      } else {
        ranges += text.charAt(at) == '-' && folds ? FOLDED : 1;
        at++;
      }
    }
    at++;
    return RegexNode.Instruction.anyOf(ranges);
  }

  private void escape(List<RegexNode> parts) {
    if (text.startsWith("Q", at)) {
      literal(parts);
    } else if (text.startsWith("A", at)) {
      at++;
      parts.add(RegexNode.Instruction.TEXT_BEGINS);
    } else if (text.startsWith("b", at) || text.startsWith("B", at) || text.startsWith("z", at)) {
      at++;
      parts.add(RegexNode.Instruction.OTHER_ASSERTION);
    } else {
      parts.add(RegexNode.Instruction.anyOf(escaped()));
    }
  }

  /** What stands between {@code \Q} and {@code \E}, or the end. */
  private void literal(List<RegexNode> parts) {
    at++;
    int end = text.indexOf("\\E", at);
    int length = (end < 0 ? text.length() : end) - at;
    for (int i = 0; i < length; i++) {
      parts.add(RegexNode.Instruction.CHARACTER);
    }
    at = end < 0 ? text.length() : end + 2;
  }

  /** Past what a backslash stands before; how many ranges it is. */
  private long escaped() {
    if (at >= text.length()) {
      return 1;
    }
    char c = text.charAt(at++);
    leavesAscii |= c == 'x' || (c >= '0' && c <= '7');
    boolean table = c == 'p' || c == 'P';
    if ((c == 'x' || table) && text.startsWith("{", at)) {
      at = after(text.indexOf('}', at));
    } else if (table) {
      at = Math.min(at + 1, text.length());
    }
    return table ? TABLE : "dDsSwW".indexOf(c) >= 0 ? named() : 1;
  }

  /** What a class with a name takes. */
  private long named() {
    return folds ? FOLDED : CLASS;
  }

  private void repeatedOnce(List<RegexNode> parts, char sign) {
    if (sign == '?') {
      repeat(parts, 0, 1, false);
    } else {
      repeat(parts, sign == '*' ? 0 : 1, 1, true);
    }
  }

  private void brace(List<RegexNode> parts) {
    int end = text.indexOf('}', at);
    String counts = end < 0 ? "" : text.substring(at, end);
    int comma = counts.indexOf(',');
    long least = count(comma < 0 ? counts : counts.substring(0, comma));
    boolean endless = comma >= 0 && comma == counts.length() - 1;
    long most = comma < 0 || endless ? least : count(counts.substring(comma + 1));
    if (least < 0 || most < 0) {
      parts.add(RegexNode.Instruction.CHARACTER);
      return;
    }
    at = end + 1;
    refusedCount |= Math.max(least, most) > LARGEST_COUNT;
    repeat(parts, least, most, endless);
  }

  /** The last part is repeated; the mark of a repeat that prefers few is taken with it. */
  private void repeat(List<RegexNode> parts, long least, long most, boolean endless) {
    if (text.startsWith("?", at)) {
      at++;
    }
    if (parts.isEmpty()) {
      return;
    }
    int last = parts.size() - 1;
    RegexNode part = parts.get(last);
    parts.set(
        last,
        endless
            ? RegexNode.Repeat.endless(part, least)
            : RegexNode.Repeat.counted(part, least, most));
  }

  /** The count; -1 if it is none, so that the brace is a literal. */
  private static long count(String digits) {
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    return digits.length() > 9 ? RegexNode.MOST : Long.parseLong(digits);
  }

  private int after(int index) {
    return index < 0 ? text.length() : index + 1;
  }
}
