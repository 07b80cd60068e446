package io.metaflows.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a raw query string; what cannot be decoded stays as it is. */
final class QueryString {

  private QueryString() {}

  /** The values of a parameter, in their order; none where it is not there. */
  static List<String> all(String query, String name) {
    List<String> values = new ArrayList<>();
    for (String pair : query.split("&", 0)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (decode(key).equals(name)) {
        values.add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
