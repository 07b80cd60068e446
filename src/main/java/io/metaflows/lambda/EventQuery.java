package io.metaflows.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/** Puts the query of an event of payload format 1.0 back into one raw query string. */
final class EventQuery {

  private static final String SINGLE = "queryStringParameters";
  private static final String MULTIPLE = "multiValueQueryStringParameters";

  private EventQuery() {}

  /** For events whose parameters are decoded. */
  static String ofDecoded(JsonNode event) {
    return of(event, text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  /** For events whose parameters are as they were sent. */
  static String ofRaw(JsonNode event) {
    return of(event, text -> text);
  }

  private static String of(JsonNode event, UnaryOperator<String> encode) {
    StringJoiner query = new StringJoiner("&");
    boolean multiple = event.path(MULTIPLE).isObject();
    event
        .path(multiple ? MULTIPLE : SINGLE)
        .properties()
        .forEach(
            parameter -> {
              String name = encode.apply(parameter.getKey());
              if (multiple) {
                parameter
                    .getValue()
                    .forEach(value -> query.add(name + "=" + encode.apply(value.asText())));
              } else {
                query.add(name + "=" + encode.apply(parameter.getValue().asText()));
              }
            });
    return query.toString();
  }
}
