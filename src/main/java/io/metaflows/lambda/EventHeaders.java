package io.metaflows.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.http.ApiResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the headers of events and writes those of answers. Names are read in any case: gateways
 * send them in lower case, their local stand-ins do not. The values of a repeated header are joined
 * by commas.
 */
final class EventHeaders {

  static final String SINGLE = "headers";
  static final String MULTIPLE = "multiValueHeaders";

  private EventHeaders() {}

  /** The headers of an event that may hold several values of each. */
  static Map<String, String> of(JsonNode event) {
    return event.path(MULTIPLE).isObject()
        ? multiple(event.path(MULTIPLE))
        : single(event.path(SINGLE));
  }

  static Map<String, String> single(JsonNode sent) {
    Map<String, String> headers = new HashMap<>();
    sent.properties().forEach(header -> add(headers, header.getKey(), header.getValue().asText()));
    return headers;
  }

  private static Map<String, String> multiple(JsonNode sent) {
    Map<String, String> headers = new HashMap<>();
    sent.properties()
        .forEach(
            header ->
                header.getValue().forEach(value -> add(headers, header.getKey(), value.asText())));
    return headers;
  }

  private static void add(Map<String, String> headers, String name, String value) {
    headers.merge(name.toLowerCase(Locale.ROOT), value, (first, second) -> first + "," + second);
  }

  static void writeSingle(ApiResponse response, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(SINGLE);
    for (Map.Entry<String, String> header : response.headers().entrySet()) {
      json.writeStringField(header.getKey(), header.getValue());
    }
    json.writeEndObject();
  }

  static void writeMultiple(ApiResponse response, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(MULTIPLE);
    for (Map.Entry<String, String> header : response.headers().entrySet()) {
      json.writeArrayFieldStart(header.getKey());
      json.writeString(header.getValue());
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
