package io.metaflows.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a path into its segments (docs/api.md#identifiers). A slash that is decoded here does not
 * split a segment. Slashes that the gateway has decoded cannot be recognised.
 */
public final class PathSegments {

  private PathSegments() {}

  /**
   * The segments of a path that the gateway has decoded already: a {@code %} that is left stays
   * one.
   */
  public static List<String> ofDecoded(String path) {
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    if (!segments.isEmpty() && segments.get(0).isEmpty()) {
      segments.remove(0);
    }
    if (segments.size() > 1 && segments.get(segments.size() - 1).isEmpty()) {
      segments.remove(segments.size() - 1);
    }
    return segments;
  }

  /** The segments of a path as it stands in an HTTP request line, each decoded once. */
  public static List<String> ofRaw(String path) {
    return ofDecoded(path).stream().map(PathSegments::decodeOnce).toList();
  }

  /**
   * What cannot be decoded stays as it is: its {@code %} makes it no identifier and no word of a
   * route.
   */
  private static String decodeOnce(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        decoded.put(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(raw[i + 2], 16) : -1;
      if (low < 0) {
        return segment;
      }
      decoded.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
    } catch (CharacterCodingException malformed) {
      return segment;
    }
  }
}
