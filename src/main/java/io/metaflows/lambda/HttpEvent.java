package io.metaflows.lambda;

import com.fasterxml.jackson.core.JsonGenerator;
import io.metaflows.http.ApiRequest;
import io.metaflows.http.ApiResponse;
import java.io.IOException;
import java.util.function.Function;

/** An event that carries an HTTP request, and the shape of the answer that belongs to it. */
sealed interface HttpEvent extends LambdaEvent
    permits HttpApiEvent, RestApiEvent, LoadBalancerEvent {

  /** The request in the event. */
  ApiRequest request();

  /** Writes the response in the shape that the sender of the event expects. */
  void write(ApiResponse response, JsonGenerator json) throws IOException;

  @Override
  default <T> T fold(Function<HttpEvent, T> http, Function<Ping, T> ping) {
    return http.apply(this);
  }
}
