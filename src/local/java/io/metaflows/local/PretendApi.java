package io.metaflows.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.metaflows.auth.Token;
import io.metaflows.auth.TokenHeaders;
import io.metaflows.metaflow.Json;
import io.metaflows.schema.DocumentLimits;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The HTTP API of the pretend switch, with the messages of Kazoo, and one request of its own that
 * makes all calls live again.
 */
final class PretendApi {

  private static final int MOST_BYTES = 1024 * 1024;

  /** The default limits, whatever is set for the service itself. */
  private static final DocumentLimits LIMITS =
      new SmallRyeConfigBuilder()
          .withMapping(DocumentLimits.class, "metaflows.limits")
          .build()
          .getConfigMapping(DocumentLimits.class, "metaflows.limits");

  static final String RESTART = "/pretend/restart";

  private final Schemas schemas = Schemas.with(UnknownModules.REJECT, LIMITS);
  private final Map<PretendSwitch.Leg, DemoCall> calls;
  private final BiConsumer<String, String> ran;
  private final Clock clock;

  PretendApi(Map<PretendSwitch.Leg, DemoCall> calls, BiConsumer<String, String> ran, Clock clock) {
    this.calls = calls;
    this.ran = ran;
    this.clock = clock;
  }

  /**
   * @param message empty for a success
   */
  private record Answer(int status, String message, JsonNode data) {

    static Answer error(int status, String message, String detail) {
      return new Answer(status, message, Json.object().put("message", detail));
    }

    static Answer invalid(JsonNode failures) {
      return new Answer(400, "validation error", failures);
    }
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
      send(exchange, answer(exchange, body));
    }
  }

  private Answer answer(HttpExchange exchange, byte[] body) {
    if (exchange.getRequestURI().getRawPath().equals(RESTART)
        && exchange.getRequestMethod().equals("POST")) {
      calls.values().forEach(DemoCall::restart);
      return new Answer(200, "", Json.nodes().textNode("all calls are live again"));
    }
    List<String> path =
        List.of(exchange.getRequestURI().getRawPath().replaceAll("/+$", "").split("/", -1));
    if (path.size() != 6
        || !path.subList(0, 3).equals(List.of("", "v2", "accounts"))
        || !path.get(4).equals("channels")) {
      return Answer.error(404, "not_found", "not found");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("PUT")) {
      return Answer.error(405, "invalid_method", "method not allowed");
    }
    if (token(exchange).isEmpty()) {
      return Answer.error(401, "invalid_credentials", "invalid credentials");
    }
    String callId = decoded(path.get(5));
    DemoCall call = calls.get(new PretendSwitch.Leg(decoded(path.get(3)), callId));
    if (call == null || !call.isLive()) {
      return new Answer(404, "bad identifier", Json.nodes().arrayNode().add(callId));
    }
    return method.equals("GET")
        ? new Answer(200, "", call.describe(clock.instant()))
        : run(callId, call, body);
  }

  private Answer run(String callId, DemoCall call, byte[] body) {
    ObjectNode envelope;
    try {
      envelope = Json.mapper().readValue(body, ObjectNode.class);
    } catch (IOException e) {
      ObjectNode reason = Json.object().put("message", "All JSON must be valid");
      return Answer.invalid(in("json", "invalid", reason.put("target", "body")));
    }
    if (!(envelope.get("data") instanceof ObjectNode node)) {
      ObjectNode reason = Json.object().put("message", "Field is required but missing");
      reason.set("value", envelope);
      return Answer.invalid(in("data", "required", reason));
    }
    String action = envelope.path("action").asText(node.path("action").asText());
    if (!action.equals("metaflow")) {
      return new Answer(400, "invalid data", Json.object());
    }
    return schemas
        .checkNode(node)
        .fold(
            metaflow -> {
              call.run(schemas.filled(metaflow).toJson()).forEach(step -> ran.accept(callId, step));
              return new Answer(201, "", Json.nodes().textNode("metaflow sent"));
            },
            Answer::invalid);
  }

  private static ObjectNode in(String field, String rule, ObjectNode reason) {
    ObjectNode failures = Json.object();
    failures.putObject(field).set(rule, reason);
    return failures;
  }

  private static Optional<Token> token(HttpExchange exchange) {
    return TokenHeaders.read(
            exchange.getRequestHeaders().getOrDefault("X-Auth-Token", List.of()),
            exchange.getRequestHeaders().getOrDefault("Authorization", List.of()))
        .presentToken();
  }

  /** A segment that cannot be decoded stays as it is, and is the id of no call. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    String sentId = exchange.getRequestHeaders().getFirst("X-Request-ID");
    String requestId = sentId == null ? UUID.randomUUID().toString().replace("-", "") : sentId;
    ObjectNode envelope = Json.object();
    envelope.set("data", answer.data());
    if (answer.message().isEmpty()) {
      envelope.put("status", "success");
    } else {
      envelope
          .put("status", "error")
          .put("error", String.valueOf(answer.status()))
          .put("message", answer.message());
    }
    token(exchange).ifPresent(token -> envelope.put("auth_token", token.value()));
    envelope
        .put("request_id", requestId)
        .put("node", "pretend-switch")
        .put("timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("version", "pretend");
    byte[] bytes = Json.bytes(envelope);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-Request-ID", requestId);
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
