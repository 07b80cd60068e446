package io.metaflows.schema;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads strict JSON. It reads all tokens before it makes a tree of them. So it refuses what a
 * lenient reader would lose or change (a second key of the same name, half a surrogate pair, a
 * number beyond a double), and counts depth without recursion.
 */
final class BodyReader {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private BodyReader() {}

  static Body read(byte[] bytes, DocumentLimits limits) {
    // Decoded here: Jackson would guess UTF-16 and UTF-32, and forgive malformed bytes.
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    ByteBuffer source = ByteBuffer.wrap(bytes);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(source, decoded, true);
    if (result.isError()) {
      return invalid("malformed UTF-8 at byte " + source.position());
    }
    String text = decoded.flip().toString();
    if (text.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
      return new Body.Blank();
    }
    if (text.charAt(0) == BYTE_ORDER_MARK) {
      return invalid("a byte order mark at byte 0");
    }
    return parse(text, limits);
  }

  private static Body parse(String text, DocumentLimits limits) {
    try (JsonParser parser = Json.mapper().createParser(text)) {
      try {
        boolean object = parser.nextToken() == JsonToken.START_OBJECT;
        int depth = 0;
        do {
          depth += depthChange(parser.currentToken());
          if (depth > limits.jsonDepth()) {
            return tooDeep(parser, limits);
          }
          refuseWhatWouldBeLost(parser);
        } while (parser.nextToken() != null && depth > 0);
        if (parser.currentToken() != null) {
          return invalid("text after the end of the JSON" + at(parser));
        }
        return object
            ? new Body.Parsed((ObjectNode) Json.mapper().readTree(text))
            : invalid("the body must be a JSON object");
      } catch (Lost lost) {
        return invalid(lost.getMessage() + at(parser));
      } catch (JsonProcessingException malformed) {
        return invalid(reason(malformed) + at(parser));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot be read", e);
    }
  }

  private static int depthChange(JsonToken token) {
    return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
  }

  private static void refuseWhatWouldBeLost(JsonParser parser) throws IOException, Lost {
    switch (parser.currentToken()) {
      case FIELD_NAME, VALUE_STRING -> {
        if (Json.hasLoneSurrogate(parser.getText())) {
          throw new Lost("half a surrogate pair in a text");
        }
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        if (!isWithinDouble(parser)) {
          throw new Lost("a number beyond the range of a double");
        }
      }
      default -> {}
    }
  }

  private static boolean isWithinDouble(JsonParser parser) throws IOException {
    try {
      return Numbers.isWithinDouble(parser.getDecimalValue());
    } catch (NumberFormatException exponentTooLong) {
      return false;
    }
  }

  /** Jackson's own messages name its classes and settings, so callers do not get them. */
  private static String reason(JsonProcessingException malformed) {
    if (malformed instanceof JsonEOFException) {
      return "the JSON ends too early";
    }
    if (malformed instanceof StreamConstraintsException) {
      return "a name or a number is too long";
    }
    return malformed.getOriginalMessage().startsWith("Duplicate field")
        ? "the same key twice in an object"
        : "malformed JSON";
  }

  private static String at(JsonParser parser) {
    JsonLocation location = parser.currentLocation();
    return " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static Body invalid(String reason) {
    return new Body.UnreadableBody(
        new Failures().rule("json", "invalid", reason, TextNode.valueOf("body")).toJson());
  }

  /** The path is relative to {@code data}, as all paths are, and empty outside of it. */
  private static Body tooDeep(JsonParser parser, DocumentLimits limits) {
    Deque<JsonStreamContext> outermostFirst = new ArrayDeque<>();
    JsonStreamContext context = parser.getParsingContext().getParent();
    while (context != null && !context.inRoot()) {
      outermostFirst.push(context);
      context = context.getParent();
    }
    JsonStreamContext envelope = outermostFirst.pop();
    FailurePath path = FailurePath.ROOT;
    if (envelope.inObject() && "data".equals(envelope.getCurrentName())) {
      for (JsonStreamContext at : outermostFirst) {
        path = at.inObject() ? path.then(at.getCurrentName()) : path.then(at.getCurrentIndex());
      }
    }
    return new Body.UnreadableBody(
        new Failures().add(path, SizeCheck.jsonTooDeep(limits)).toJson());
  }

  /** Well-formed, but it would not be stored as it was sent. */
  private static final class Lost extends Exception {
    private static final long serialVersionUID = 1L;

    Lost(String message) {
      super(message);
    }
  }
}
