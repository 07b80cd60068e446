package io.metaflows.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.http.ApiRequest;
import io.metaflows.http.ApiResponse;
import io.metaflows.http.PathSegments;
import java.io.IOException;
import java.util.Locale;

/**
 * An event of an API Gateway REST API, or of an HTTP API with payload format 1.0. Path and query
 * come decoded.
 *
 * @param event as it was sent; never changed
 */
record RestApiEvent(JsonNode event, BasePath basePath, String lambdaRequestId)
    implements HttpEvent {

  @Override
  public ApiRequest request() {
    JsonNode context = event.path("requestContext");
    EventBody body = EventBody.of(event);
    return new ApiRequest(
        event.path("httpMethod").textValue().toUpperCase(Locale.ROOT),
        basePath.without(
            PathSegments.ofDecoded(event.path("path").asText()), context.path("stage").asText()),
        EventQuery.ofDecoded(event),
        EventHeaders.of(event),
        body.bytes(),
        body.fault(),
        EventTraces.of(context, lambdaRequestId));
  }

  @Override
  public void write(ApiResponse response, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("statusCode", response.status());
    EventHeaders.writeSingle(response, json);
    EventBody.write(response, json);
    json.writeEndObject();
  }
}
