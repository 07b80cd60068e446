package io.metaflows.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.http.ApiRequest;
import io.metaflows.http.ApiResponse;
import io.metaflows.http.PathSegments;
import java.io.IOException;
import java.util.Locale;

/**
 * An event of an API Gateway HTTP API or a function URL, payload format 2.0.
 *
 * @param event as it was sent; never changed
 */
record HttpApiEvent(JsonNode event, BasePath basePath, String lambdaRequestId)
    implements HttpEvent {

  @Override
  public ApiRequest request() {
    JsonNode context = event.path("requestContext");
    EventBody body = EventBody.of(event);
    return new ApiRequest(
        context.path("http").path("method").textValue().toUpperCase(Locale.ROOT),
        basePath.without(
            PathSegments.ofDecoded(event.path("rawPath").asText()), context.path("stage").asText()),
        event.path("rawQueryString").asText(),
        EventHeaders.single(event.path("headers")),
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
