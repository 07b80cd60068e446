package io.metaflows.metaflow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON texts that this service wrote itself. A text that it cannot have written reads as
 * nothing, so that whatever was read can be written again.
 */
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

  /** A double's largest exponent is 308, its smallest -324, and 0.00 has one as well. */
  private static final int LARGEST_EXPONENT = 2_000;

  private StoredJson() {}

  /** The object that a text holds; empty if this service cannot have written the text. */
  public static Optional<ObjectNode> read(String text) {
    try (JsonParser parser = PARSERS.createParser(text)) {
      return Optional.ofNullable(Json.mapper().readValue(parser, ObjectNode.class))
          .filter(StoredJson::isWritable);
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isWritable(JsonNode node) {
    if (node.isNumber()) {
      return isWrittenShort(node.decimalValue());
    }
    if (node.isTextual()) {
      return !Json.hasLoneSurrogate(node.textValue());
    }
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      if (Json.hasLoneSurrogate(property.getKey())) {
        return false;
      }
    }
    for (JsonNode child : node) {
      if (!isWritable(child)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A request's numbers fit a double. An exponent of nine digits takes all memory in arithmetic.
   */
  private static boolean isWrittenShort(BigDecimal number) {
    return Math.abs((long) number.precision() - number.scale()) <= LARGEST_EXPONENT;
  }
}
