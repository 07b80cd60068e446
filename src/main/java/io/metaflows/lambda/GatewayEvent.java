package io.metaflows.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.metaflows.http.ApiRequest;
import io.metaflows.http.PathSegments;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** API Gateway's event for an HTTP API, payload format 2.0, read into a request. */
final class GatewayEvent {

  private static final ObjectReader READER = Json.mapper().readerFor(JsonNode.class);

  private GatewayEvent() {}

  /**
   * @throws IllegalArgumentException for any other event: of a REST API, a queue or a schedule
   */
  static ApiRequest read(InputStream input, String lambdaRequestId) throws IOException {
    JsonNode event = READER.readTree(input);
    JsonNode http = event.path("requestContext").path("http");
    if (!event.path("version").asText().equals("2.0") || !http.path("method").isTextual()) {
      throw new IllegalArgumentException(
          "this function answers events of an API Gateway HTTP API, payload format 2.0, and nothing"
              + " else");
    }
    Map<String, String> traces = new HashMap<>();
    traces.put("lambda_request_id", lambdaRequestId);
    JsonNode gatewayId = event.path("requestContext").path("requestId");
    if (gatewayId.isTextual()) {
      traces.put("gateway_request_id", gatewayId.textValue());
    }
    return new ApiRequest(
        http.get("method").textValue().toUpperCase(Locale.ROOT),
        PathSegments.ofDecoded(event.path("rawPath").asText()),
        event.path("rawQueryString").asText(),
        headers(event.path("headers")),
        body(event),
        traces);
  }

  /** The gateway sends names in lower case; its local stand-ins do not. */
  private static Map<String, String> headers(JsonNode sent) {
    Map<String, String> headers = new HashMap<>();
    sent.properties()
        .forEach(
            header ->
                headers.merge(
                    header.getKey().toLowerCase(Locale.ROOT),
                    header.getValue().asText(),
                    (first, second) -> first + "," + second));
    return headers;
  }

  private static byte[] body(JsonNode event) {
    JsonNode body = event.path("body");
    if (!body.isTextual()) {
      return new byte[0];
    }
    return event.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(body.textValue())
        : utf8(body.textValue());
  }

  /**
   * A text that is no Unicode becomes bytes that are no UTF-8, which is what the caller is told.
   */
  private static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] encoded = new byte[bytes.remaining()];
      bytes.get(encoded);
      return encoded;
    } catch (CharacterCodingException loneSurrogate) {
      return new byte[] {(byte) 0xFF};
    }
  }
}
