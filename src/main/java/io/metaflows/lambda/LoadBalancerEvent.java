package io.metaflows.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.http.ApiRequest;
import io.metaflows.http.ApiResponse;
import io.metaflows.http.PathSegments;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * An event of an Application Load Balancer. A load balancer decodes neither the path nor the query.
 * Whether headers have several values is a setting of its target group, and the answer has to
 * follow it.
 *
 * @param event as it was sent; never changed
 */
record LoadBalancerEvent(JsonNode event, BasePath basePath, String lambdaRequestId)
    implements HttpEvent {

  private static final String NO_STAGE = "";

  /** The reason phrases of the statuses that the HTTP API answers. */
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(304, "Not Modified"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  @Override
  public ApiRequest request() {
    EventBody body = EventBody.of(event);
    return new ApiRequest(
        event.path("httpMethod").textValue().toUpperCase(Locale.ROOT),
        basePath.without(PathSegments.ofRaw(event.path("path").asText()), NO_STAGE),
        EventQuery.ofRaw(event),
        EventHeaders.of(event),
        body.bytes(),
        body.fault(),
        EventTraces.of(event.path("requestContext"), lambdaRequestId));
  }

  @Override
  public void write(ApiResponse response, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("statusCode", response.status());
    json.writeStringField(
        "statusDescription",
        response.status() + " " + REASONS.getOrDefault(response.status(), "Error"));
    if (event.has(EventHeaders.MULTIPLE)) {
      EventHeaders.writeMultiple(response, json);
    } else {
      EventHeaders.writeSingle(response, json);
    }
    EventBody.write(response, json);
    json.writeEndObject();
  }
}
