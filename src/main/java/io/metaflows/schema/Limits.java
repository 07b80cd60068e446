package io.metaflows.schema;

import io.metaflows.metaflow.Json;

/**
 * How much a body and a document may hold (contract, section 4).
 *
 * @param jsonDepth nesting of the JSON text; the envelope is 1. At most {@link Json#DEEPEST}
 * @param depth nesting of metaflows; the node under a number or pattern is 1
 * @param nodes metaflows of a document
 * @param entries numbers and patterns of a document together
 * @param pattern characters of one pattern
 * @param patternNesting the product of the counts of a pattern's repeats within repeats
 * @param patternInstructions of one pattern, compiled
 * @param documentInstructions of all patterns of a document, compiled
 * @param failures that one answer tells
 */
public record Limits(
    int jsonDepth,
    int depth,
    int nodes,
    int entries,
    int pattern,
    int patternNesting,
    int patternInstructions,
    int documentInstructions,
    int failures) {

  /** The contract's own. */
  public static final Limits DEFAULT =
      new Limits(128, 32, 1_000, 500, 256, 1_000, 2_000, 50_000, 100);

  public Limits {
    if (jsonDepth > Json.DEEPEST) {
      throw new IllegalArgumentException(
          "JSON of more than " + Json.DEEPEST + " levels is not read: " + jsonDepth);
    }
  }
}
