package io.metaflows.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.http.ApiRequest;
import io.metaflows.http.ApiResponse;
import io.metaflows.http.PathSegments;
import java.io.IOException;
import java.util.Locale;

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
    json.writeStringField("statusDescription", Integer.toString(response.status()));
    if (event.has(EventHeaders.MULTIPLE)) {
      EventHeaders.writeMultiple(response, json);
    } else {
      EventHeaders.writeSingle(response, json);
    }
    EventBody.write(response, json);
    json.writeEndObject();
  }
}
