package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.metaflows.metaflow.Json;
import io.metaflows.schema.Schemas;
import java.util.List;

/**
 * A document that is filled with variants of one regular expression until the validation refuses
 * another one. None of them is found in any digits, so that a decision tries them all.
 *
 * @param pattern what the variants have in common
 * @param size how many of them are accepted
 */
record PatternSet(String pattern, int size) {

  private static final int MOST_ENTRIES = 500;
  private static final int ROUNDS = 5;

  /** All numbers have four digits, so that all variants cost the same. */
  private static final int FIRST = 1_000;

  /** All of them are searched to the end. */
  static final List<String> DIGITS =
      List.of("1".repeat(64), "12".repeat(32), "1234567890*#".repeat(5) + "1234", "*".repeat(64));

  /** As many as are accepted; 0 where the expression is refused by itself. */
  static PatternSet largest(String pattern, Schemas schemas) {
    return schemas
        .checkDocument(document(pattern, FIRST, MOST_ENTRIES))
        .fold(
            accepted -> new PatternSet(pattern, MOST_ENTRIES),
            failures -> {
              String path = failures.fieldNames().next();
              int firstRefused = Integer.parseInt(path.substring(path.lastIndexOf('x') + 1));
              return new PatternSet(pattern, firstRefused - FIRST);
            });
  }

  /** The document of one scope; no two scopes have a variant in common. */
  ObjectNode document(int scope) {
    return document(pattern, FIRST + scope * MOST_ENTRIES, size);
  }

  private static ObjectNode document(String pattern, int first, int count) {
    ObjectNode document = Json.object();
    ObjectNode patterns = document.putObject("patterns");
    for (int i = first; i < first + count; i++) {
      patterns.putObject(variant(pattern, i)).put("module", "hangup");
    }
    return document;
  }

  private static String variant(String pattern, int number) {
    return "(?:" + pattern + ")x" + number;
  }

  /** Milliseconds to compile all of one scope and to search the worst of some digits for them. */
  double millis() {
    double compiling = Double.MAX_VALUE;
    double searching = 0;
    Pattern compiled = null;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      compiled = Pattern.compile(variant(pattern, FIRST));
      compiling = Math.min(compiling, (double) (System.nanoTime() - start));
    }
    for (String digits : DIGITS) {
      double best = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        if (compiled.matcher(digits).find()) {
          throw new IllegalStateException("found in " + digits + ": " + pattern);
        }
        best = Math.min(best, (double) (System.nanoTime() - start));
      }
      searching = Math.max(searching, best);
    }
    return size * (compiling + searching) / 1e6;
  }
}
