package io.metaflows.kazoo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the envelope of an answer strictly (docs/kazoo.md#answers): one JSON object in UTF-8, with
 * no key twice at its root and nothing after it, which can be written again as it was read.
 */
final class KazooEnvelope {

  private KazooEnvelope() {}

  /** The envelope; empty where the body is anything else. */
  static Optional<ObjectNode> read(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return isEnvelope(text) ? Optional.of(tree(text)) : Optional.empty();
    } catch (IOException | RuntimeException unreadable) {
      // Jackson throws runtime exceptions as well, such as for the exponent of 1e99999999999.
      return Optional.empty();
    }
  }

  /** Walks the text before a tree is made of it, to find what cannot be written again. */
  private static boolean isEnvelope(String text) throws IOException {
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      Set<String> keys = new HashSet<>();
      int depth = 1;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        boolean keyOfRoot = depth == 1 && token == JsonToken.FIELD_NAME;
        if (depth > Json.DEEPEST
            || !canBeWritten(token, parser)
            || (keyOfRoot && !keys.add(parser.currentName()))) {
          return false;
        }
      }
      return parser.nextToken() == null;
    }
  }

  private static boolean canBeWritten(JsonToken token, JsonParser parser) throws IOException {
    return switch (token) {
      // An escape can bring in half a surrogate pair.
      case FIELD_NAME, VALUE_STRING -> !Json.hasLoneSurrogate(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          Double.isFinite(parser.getDecimalValue().doubleValue());
      default -> true;
    };
  }

  private static ObjectNode tree(String text) throws IOException {
    try (JsonParser parser = parser(text)) {
      return Json.mapper().reader().readTree(parser);
    }
  }

  /** Kazoo itself writes a key twice inside {@code data} now and then. The last one counts. */
  private static JsonParser parser(String text) throws IOException {
    JsonParser parser = Json.mapper().createParser(text);
    parser.disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    return parser;
  }
}
