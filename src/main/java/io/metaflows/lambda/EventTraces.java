package io.metaflows.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** The names that Lambda and the gateway have for a request, for the log. */
final class EventTraces {

  private EventTraces() {}

  static Map<String, String> of(JsonNode requestContext, String lambdaRequestId) {
    Map<String, String> traces = new HashMap<>();
    traces.put("lambda_request_id", lambdaRequestId);
    JsonNode gatewayId = requestContext.path("requestId");
    if (gatewayId.isTextual()) {
      traces.put("gateway_request_id", gatewayId.textValue());
    }
    return traces;
  }
}
