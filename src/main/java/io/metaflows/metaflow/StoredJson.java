package io.metaflows.metaflow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** Reads JSON texts that this service wrote itself. */
public final class StoredJson {

  /**
   * Accepts slightly more than a request may hold: a number at the length limit can be written in
   * more characters than it was read in ({@code 1e5} as {@code 1E+5}), and its document must stay
   * readable.
   */
  private static final JsonFactory PARSERS =
      JsonFactory.builder()
          // As in Json: a shared table of names would make some texts unreadable by chance.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Json.DEEPEST)
                  .maxNameLength(1_000_000)
                  .maxNumberLength(2_000)
                  .build())
          .build();

  private StoredJson() {}

  /** The object that a text holds; empty if the text is not a JSON object. */
  public static Optional<ObjectNode> read(String text) {
    try (JsonParser parser = PARSERS.createParser(text)) {
      return Optional.ofNullable(Json.mapper().readValue(parser, ObjectNode.class));
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
