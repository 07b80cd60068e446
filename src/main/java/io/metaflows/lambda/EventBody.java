package io.metaflows.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.http.ApiResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The body of an event as bytes.
 *
 * @param fault why the body cannot be decoded, for the caller; empty if it can be
 */
record EventBody(byte[] bytes, Optional<String> fault) {

  private static final EventBody NONE = decoded(new byte[0]);

  static EventBody of(JsonNode event) {
    JsonNode body = event.path("body");
    if (!body.isTextual()) {
      return NONE;
    }
    return event.path("isBase64Encoded").asBoolean()
        ? base64(body.textValue())
        : utf8(body.textValue());
  }

  private static EventBody decoded(byte[] bytes) {
    return new EventBody(bytes, Optional.empty());
  }

  private static EventBody undecoded(String fault) {
    return new EventBody(new byte[0], Optional.of(fault));
  }

  private static EventBody base64(String text) {
    try {
      return decoded(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException malformed) {
      return undecoded("the body is marked as base64 and is not");
    }
  }

  private static EventBody utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] encoded = new byte[bytes.remaining()];
      bytes.get(encoded);
      return decoded(encoded);
    } catch (CharacterCodingException loneSurrogate) {
      return undecoded("half a surrogate pair in the body");
    }
  }

  static void write(ApiResponse response, JsonGenerator json) throws IOException {
    json.writeStringField("body", new String(response.body(), StandardCharsets.UTF_8));
    json.writeBooleanField("isBase64Encoded", false);
  }
}
