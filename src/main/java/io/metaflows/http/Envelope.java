package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.store.Revision;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What every answer is wrapped in (contract, section 3). A key without a value is left out, never
 * null.
 */
final class Envelope {

  private final String version;
  private final String node;

  /**
   * @param version ours
   */
  Envelope(String version) {
    this.version = version;
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.node = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  Answer success(int status, Exchange exchange, JsonNode data, Optional<Revision> revision) {
    return success(status, exchange, data, revision, Map.of());
  }

  Answer success(
      int status,
      Exchange exchange,
      JsonNode data,
      Optional<Revision> revision,
      Map<String, String> more) {
    ObjectNode envelope = Json.object();
    exchange.token().ifPresent(token -> envelope.put("auth_token", token.value()));
    envelope.set("data", data);
    envelope.put("node", node);
    envelope.put("request_id", exchange.requestId());
    revision.ifPresent(current -> envelope.put("revision", current.toString()));
    envelope.put("status", "success");
    return seal(status, exchange, envelope, withETag(revision, more));
  }

  Answer error(Exchange exchange, Problem problem) {
    ObjectNode envelope = Json.object();
    if (problem.status() != 401) {
      exchange.token().ifPresent(token -> envelope.put("auth_token", token.value()));
    }
    envelope.set("data", problem.data());
    envelope.put("error", Integer.toString(problem.status()));
    envelope.put("message", problem.message());
    envelope.put("node", node);
    envelope.put("request_id", exchange.requestId());
    envelope.put("status", "error");
    return seal(problem.status(), exchange, envelope, problem.headers());
  }

  Answer notModified(Exchange exchange, Revision revision) {
    return new Answer(
        304, headers(exchange, withETag(Optional.of(revision), Map.of())), new byte[0]);
  }

  private Answer seal(
      int status, Exchange exchange, ObjectNode envelope, Map<String, String> more) {
    envelope.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    envelope.put("version", version);
    return new Answer(status, headers(exchange, more), Json.bytes(envelope));
  }

  private static Map<String, String> headers(Exchange exchange, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Request-ID", exchange.requestId());
    headers.putAll(more);
    return headers;
  }

  private static Map<String, String> withETag(
      Optional<Revision> revision, Map<String, String> more) {
    if (revision.isEmpty()) {
      return more;
    }
    Map<String, String> headers = new LinkedHashMap<>(more);
    headers.put("ETag", '"' + revision.get().toString() + '"');
    return headers;
  }
}
