package io.metaflows.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.network.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Events of an API Gateway HTTP API, made after the one of a GET in {@code events/}. */
final class HttpEvent {

  private final ObjectNode event;

  private HttpEvent(ObjectNode event) {
    this.event = event;
  }

  static HttpEvent request(String method, String path, String token) {
    ObjectNode event;
    try {
      event =
          Json.mapper()
              .readValue(Files.readAllBytes(Path.of("events/account-get.json")), ObjectNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    event.put("rawPath", path);
    ((ObjectNode) event.at("/requestContext/http")).put("method", method).put("path", path);
    return new HttpEvent(event).header("x-auth-token", token);
  }

  HttpEvent header(String name, String value) {
    ((ObjectNode) event.get("headers")).put(name, value);
    return this;
  }

  HttpEvent json(JsonNode envelope) {
    String text = Json.text(envelope);
    event.put("body", text);
    header("content-length", Integer.toString(text.getBytes(StandardCharsets.UTF_8).length));
    return header("content-type", "application/json");
  }

  HttpEvent data(ObjectNode data) {
    ObjectNode envelope = Json.object();
    envelope.set("data", data);
    return json(envelope);
  }

  Bytes bytes() {
    return new Bytes(Json.bytes(event));
  }
}
