package io.metaflows.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import io.metaflows.metaflow.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The Lambda function: brings API Gateway's events to the front door, and its answers back. */
@Named(GatewayHandler.NAME)
@Singleton
public final class GatewayHandler implements RequestStreamHandler {

  static final String NAME = "gateway";

  private final FrontDoor frontDoor;

  GatewayHandler(FrontDoor frontDoor) {
    this.frontDoor = frontDoor;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Answer answer = frontDoor.answer(GatewayEvent.read(input, context.getAwsRequestId()));
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(output)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", answer.status());
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : answer.headers().entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeStringField("body", new String(answer.body(), StandardCharsets.UTF_8));
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
  }
}
