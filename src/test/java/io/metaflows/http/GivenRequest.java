package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A request that is being answered, and a response as its caller reads it. */
final class GivenRequest {

  static final Envelope ENVELOPE = new Envelope("1.2.3");

  private GivenRequest() {}

  static RequestContext of(String method, Map<String, String> headers) {
    return RequestContext.of(
        new ApiRequest(method, List.of(), "", headers, new byte[0], Map.of()),
        Deadline.in(Duration.ofSeconds(1)));
  }

  /** The status, {@code message} and {@code data} of a response, and the headers it adds. */
  record Read(int status, String message, JsonNode data, Map<String, String> headers) {

    static Read of(ApiResponse response) throws IOException {
      JsonNode envelope = Json.mapper().readTree(response.body());
      boolean isError = response.status() >= 400;
      if (!envelope.path("status").asText().equals(isError ? "error" : "success")) {
        throw new AssertionError(envelope.toString());
      }
      if (isError && !envelope.path("error").asText().equals("" + response.status())) {
        throw new AssertionError(envelope.toString());
      }
      Map<String, String> headers = new java.util.TreeMap<>(response.headers());
      headers.keySet().removeAll(List.of("Content-Type", "Cache-Control", "X-Request-ID"));
      return new Read(
          response.status(), envelope.path("message").asText(), envelope.path("data"), headers);
    }
  }
}
