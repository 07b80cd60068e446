package io.metaflows.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Function;

/** An event that the Lambda function takes (docs/api.md#events). */
sealed interface LambdaEvent permits HttpEvent, LambdaEvent.Ping {

  /** The value that belongs to this event: one function for each alternative. */
  <T> T fold(Function<HttpEvent, T> http, Function<Ping, T> ping);

  /**
   * The event that a JSON object describes.
   *
   * @throws IllegalArgumentException for any other event: an error of the function makes a queue
   *     deliver its message again
   */
  static LambdaEvent of(JsonNode event, BasePath basePath, String lambdaRequestId) {
    JsonNode context = event.path("requestContext");
    if (event.path("version").asText().equals("2.0")
        && context.path("http").path("method").isTextual()) {
      return new HttpApiEvent(event, basePath, lambdaRequestId);
    }
    if (event.path("httpMethod").isTextual() && context.isObject()) {
      return context.has("elb")
          ? new LoadBalancerEvent(event, basePath, lambdaRequestId)
          : new RestApiEvent(event, basePath, lambdaRequestId);
    }
    if (Ping.SOURCES.contains(event.path("source").asText())) {
      return new Ping(event.path("source").asText());
    }
    throw new IllegalArgumentException(
        "this function takes events of an API Gateway HTTP API or REST API (payload formats 2.0"
            + " and 1.0), a function URL or an Application Load Balancer, and the pings of"
            + " a schedule or a warmer; nothing else");
  }

  /**
   * A schedule's or a warmer's event, which asks for nothing.
   *
   * @param source of the event
   */
  record Ping(String source) implements LambdaEvent {

    static final Set<String> SOURCES = Set.of("aws.events", "serverless-plugin-warmup");

    @Override
    public <T> T fold(Function<HttpEvent, T> http, Function<Ping, T> ping) {
      return ping.apply(this);
    }
  }
}
