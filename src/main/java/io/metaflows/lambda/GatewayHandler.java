package io.metaflows.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import io.metaflows.http.ApiResponse;
import io.metaflows.http.HttpApi;
import io.metaflows.metaflow.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The Lambda function: reads an event, lets the HTTP API answer it, and writes the response. */
@Named(GatewayHandler.NAME)
@Singleton
public final class GatewayHandler implements RequestStreamHandler {

  static final String NAME = "gateway";

  private final HttpApi api;

  GatewayHandler(HttpApi api) {
    this.api = api;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    ApiResponse response = api.answer(GatewayEvent.read(input, context.getAwsRequestId()));
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(output)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", response.status());
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : response.headers().entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeStringField("body", new String(response.body(), StandardCharsets.UTF_8));
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
  }
}
