package io.metaflows.bench;

import java.util.Random;

/** Generates regular expressions that look expensive, the same ones for the same seed. */
final class PatternGenerator {

  /** Leaves room for what {@link PatternSet} puts around an expression. */
  private static final int MOST_CHARACTERS = 240;

  private static final int MOST_NESTING = 1_000;

  private static final String[] PARTS = {
    ".",
    "\\d",
    "[0-9*#]",
    "1",
    "(?:1|2)",
    "\\pL|1",
    "\\W",
    "\\D",
    "\\S",
    "\\w",
    "[^2]",
    "(?i:k)",
    "(?i:a)",
    "(.)",
    "()",
    "(?:)",
    "(?:.?)",
    "(?:.*)",
    "(?:.?|1)",
    "^",
    "$",
    "\\b",
    "(?:.|^)",
    "\\pN",
    "\\PL",
    "\\p{Greek}",
    "[[:^alpha:]]",
    "[A-z]",
    "[ -~]",
    "(?:.*.*)",
    "(?:(?:.?)?)?",
    "[\\pL\\pN]",
    "(?s:.)",
    "x*",
    "1?",
    "(1?)",
    "(1?2?3?)",
    "|",
    "1|2|3",
    "(?:1?){3}",
    "[0-9*#]?",
    "[02468]|[13579]",
    "(?:ab|cd)",
    "(?:1*?)",
    "(?P<n>.)",
    "a|c|e|g|i|k"
  };

  private static final String[] SIGNS = {"?", "*", "+", "|", "??"};

  private final Random random;

  PatternGenerator(long seed) {
    this.random = new Random(seed);
  }

  String next() {
    String flags = random.nextInt(4) == 0 ? "(?i)" : "";
    String pattern =
        switch (random.nextInt(4)) {
          case 0 -> onePartManyTimes();
          case 1 -> oneRepeat();
          case 2 -> repeatInRepeat();
          default -> manyParts();
        };
    return flags + pattern.substring(0, Math.min(pattern.length(), MOST_CHARACTERS));
  }

  private String onePartManyTimes() {
    String part = part() + (random.nextBoolean() ? "|" : "");
    return part.repeat(1 + random.nextInt(MOST_CHARACTERS / part.length()));
  }

  private String oneRepeat() {
    StringBuilder parts = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      parts.append(part());
    }
    return "(?:" + parts + ")" + counts(MOST_NESTING);
  }

  private String repeatInRepeat() {
    int inner = 1 + random.nextInt(40);
    return "(?:(?:" + part() + part() + ")" + counts(inner) + ")" + counts(MOST_NESTING / inner);
  }

  private String manyParts() {
    StringBuilder parts = new StringBuilder();
    int length = 1 + random.nextInt(MOST_CHARACTERS);
    while (parts.length() < length) {
      parts.append(part());
      switch (random.nextInt(3)) {
        case 0 -> parts.append(SIGNS[random.nextInt(SIGNS.length)]);
        case 1 -> parts.append(counts(60));
        default -> {}
      }
    }
    return parts.toString();
  }

  private String part() {
    return PARTS[random.nextInt(PARTS.length)];
  }

  private String counts(int most) {
    int count = 1 + random.nextInt(most);
    return switch (random.nextInt(3)) {
      case 0 -> "{" + count + "}";
      case 1 -> "{0," + count + "}";
      default -> "{" + count + ",}";
    };
  }
}
