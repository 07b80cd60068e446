package io.metaflows.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.metaflows.http.HttpApi;
import io.metaflows.logging.LogEvent;
import io.metaflows.metaflow.Json;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jboss.logging.Logger;

/** The Lambda function: reads an event, has the HTTP API answer it, and writes the response. */
@Named(LambdaHandler.NAME)
@Singleton
public final class LambdaHandler implements RequestStreamHandler {

  static final String NAME = "gateway";

  private static final Logger LOG = Logger.getLogger(LambdaHandler.class);
  private static final ObjectReader READER = Json.mapper().readerFor(JsonNode.class);

  private final HttpApi api;
  private final BasePath basePath;

  LambdaHandler(HttpApi api, BasePath basePath) {
    this.api = api;
    this.basePath = basePath;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    LambdaEvent event = LambdaEvent.of(READER.readTree(input), basePath, context.getAwsRequestId());
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(output)) {
      EventAnswer answer = event.fold(this::answer, LambdaHandler::answer);
      answer.write(json);
    }
  }

  /** Writes the answer to an event. */
  private interface EventAnswer {
    void write(JsonGenerator json) throws IOException;
  }

  private EventAnswer answer(HttpEvent event) {
    return json -> event.write(api.answer(event.request()), json);
  }

  private static EventAnswer answer(LambdaEvent.Ping ping) {
    new LogEvent("ping").with("source", ping.source()).writeTo(LOG);
    return json -> {
      json.writeStartObject();
      json.writeEndObject();
    };
  }
}
