package io.metaflows.schema;

import com.google.re2j.PatternSyntaxException;
import java.util.List;

/** Says why RE2/J refuses a pattern, and what to write instead (docs/documents.md#patterns). */
final class RefusedSyntax {

  /**
   * A construct that other engines know.
   *
   * @param texts of which one stands in the pattern
   */
  private record Construct(List<String> texts, String reason) {}

  private static final List<Construct> CONSTRUCTS =
      List.of(
          new Construct(
              List.of("(?=", "(?!"),
              "look-ahead is not supported; list the alternatives, or use two patterns: the first"
                  + " one that is found wins"),
          new Construct(
              List.of("(?<=", "(?<!"),
              "look-behind is not supported; write what stands before as a part of the pattern"),
          new Construct(
              List.of("(?>"), "atomic groups are not supported, nor needed; write (?:...) instead"),
          new Construct(
              List.of("\\1", "\\2", "\\3", "\\4", "\\5", "\\6", "\\7", "\\8", "\\9", "\\k"),
              "back references are not supported; list the alternatives"),
          new Construct(
              List.of("++", "*+", "?+", "}+"),
              "possessive repeats are not supported, nor needed; leave out the second sign"));

  private RefusedSyntax() {}

  static String reason(String regex, PatternSyntaxException refusal) {
    return CONSTRUCTS.stream()
        .filter(construct -> construct.texts().stream().anyMatch(regex::contains))
        .findFirst()
        .map(Construct::reason)
        .orElseGet(() -> refusal.getDescription());
  }
}
