package io.metaflows.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads a raw query string. A part that cannot be decoded stays as it is. */
final class QueryString {

  private QueryString() {}

  /** One parameter, decoded. */
  record Parameter(String name, String value) {}

  /** All parameters, in their order. */
  static List<Parameter> parameters(String query) {
    return Arrays.stream(query.split("&", 0))
        .filter(pair -> !pair.isEmpty())
        .map(QueryString::parameter)
        .toList();
  }

  /** The values of one parameter, in their order; none where it is absent. */
  static List<String> all(String query, String name) {
    return parameters(query).stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .toList();
  }

  private static Parameter parameter(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0
        ? new Parameter(decode(pair), "")
        : new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}
