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
 * Writes the JSON object that wraps every response (docs/api.md#responses). A key without a value
 * is left out, never null.
 */
final class Envelope {

  private final String version;
  private final String node;

  /**
   * @param version of this service
   */
  Envelope(String version) {
    this.version = version;
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.node = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  ApiResponse success(
      int status, RequestContext context, JsonNode data, Optional<Revision> revision) {
    return success(status, context, data, revision, Map.of());
  }

  ApiResponse success(
      int status,
      RequestContext context,
      JsonNode data,
      Optional<Revision> revision,
      Map<String, String> more) {
    ObjectNode envelope = Json.object();
    context.token().ifPresent(token -> envelope.put("auth_token", token.value()));
    envelope.set("data", data);
    envelope.put("node", node);
    envelope.put("request_id", context.requestId());
    revision.ifPresent(current -> envelope.put("revision", current.toString()));
    envelope.put("status", "success");
    return seal(status, context, envelope, withETag(revision, more));
  }

  ApiResponse error(RequestContext context, ErrorResponse error) {
    ObjectNode envelope = Json.object();
    if (error.status() != 401) {
      context.token().ifPresent(token -> envelope.put("auth_token", token.value()));
    }
    envelope.set("data", error.data());
    envelope.put("error", Integer.toString(error.status()));
    envelope.put("message", error.message());
    envelope.put("node", node);
    envelope.put("request_id", context.requestId());
    envelope.put("status", "error");
    return seal(error.status(), context, envelope, error.headers());
  }

  ApiResponse notModified(RequestContext context, Revision revision) {
    return new ApiResponse(
        304, headers(context, withETag(Optional.of(revision), Map.of())), new byte[0]);
  }

  private ApiResponse seal(
      int status, RequestContext context, ObjectNode envelope, Map<String, String> more) {
    envelope.put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    envelope.put("version", version);
    return new ApiResponse(status, headers(context, more), Json.bytes(envelope));
  }

  private static Map<String, String> headers(RequestContext context, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    headers.put("X-Request-ID", context.requestId());
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
