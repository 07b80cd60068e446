package io.metaflows.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.io.IOException;

/** Reads the JSON texts that this package has written. */
final class StoredJson {

  /**
   * Takes a little more than what input may hold: a number at the length limit can be written
   * longer than it was read ({@code 1e5} as {@code 1E+5}), and must not lock its document up.
   */
  private static final JsonFactory PARSERS =
      JsonFactory.builder()
          // As in Json: whether a document can be read is no matter of chance.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(1_000)
                  .maxNameLength(1_000_000)
                  .maxNumberLength(2_000)
                  .build())
          .build();

  private StoredJson() {}

  static ObjectNode read(String text) {
    try (JsonParser parser = PARSERS.createParser(text)) {
      return Json.mapper().readValue(parser, ObjectNode.class);
    } catch (IOException e) {
      // Without the cause, whose message quotes what is stored.
      throw new IllegalStateException("what is stored is no JSON object");
    }
  }
}
