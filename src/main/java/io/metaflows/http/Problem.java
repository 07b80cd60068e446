package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.channels.Outcome;
import io.metaflows.metaflow.Json;
import io.metaflows.schema.Failures;
import io.metaflows.store.IdempotencyRecords.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal in the envelope: the rows of the table of contract, section 3.
 *
 * @param data details, an object or a list; {@code {}} if none
 * @param headers beyond those that every answer has
 */
record Problem(int status, String message, JsonNode data, Map<String, String> headers) {

  private static final Map<String, String> RETRY_SOON = Map.of("Retry-After", "1");

  private static Problem of(int status, String message, JsonNode data) {
    return new Problem(status, message, data, Map.of());
  }

  private static Problem told(int status, String message, String detail) {
    return of(status, message, detail(detail));
  }

  private static ObjectNode detail(String message) {
    return Json.object().put("message", message);
  }

  Problem with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Problem(status, message, data, all);
  }

  static Problem invalidCredentials() {
    return told(401, "invalid_credentials", "invalid credentials");
  }

  static Problem forbidden() {
    return told(403, "forbidden", "forbidden");
  }

  static Problem authorityUnreachable(String reason) {
    return told(503, "auth_unreachable", reason).with(RETRY_SOON);
  }

  static Problem malformedId(String kind, String text) {
    return told(404, "bad identifier", "invalid " + kind + " '" + text + "'");
  }

  static Problem unknownPath() {
    return told(404, "not_found", "not found");
  }

  static Problem method(List<String> allowed) {
    return told(405, "invalid_method", "method not allowed")
        .with(Map.of("Allow", String.join(", ", allowed)));
  }

  /** Section 4's shape: path, rule, details. */
  static Problem invalid(JsonNode failures) {
    return of(400, "validation error", failures);
  }

  /** One failure at one path. */
  static Problem invalid(String path, String rule, ObjectNode detail) {
    return invalid(Json.object().set(path, Json.object().set(rule, detail)));
  }

  static Problem dataMissing(Optional<ObjectNode> envelope) {
    return invalid(new Failures().required("data", envelope.orElse(null)).toJson());
  }

  static Problem dataNotObject(JsonNode data) {
    return invalid(new Failures().type("data", "object", data).toJson());
  }

  static Problem methodTunnelling(JsonNode verb) {
    return invalid(
        "verb", "error", detail("method tunnelling is not supported").set("value", verb));
  }

  /**
   * @param header as failures name it: {@code if_match} or {@code if_none_match}
   */
  static Problem tooManyEntityTags(String header, int most) {
    return invalid(header, "error", detail("at most " + most + " entity tags are taken"));
  }

  static Problem invalidAction() {
    return of(400, "invalid data", Json.object());
  }

  static Problem preconditionFailed(Optional<String> current) {
    ObjectNode data = detail("precondition failed");
    current.ifPresent(revision -> data.put("revision", revision));
    return of(412, "precondition_failed", data);
  }

  static Problem unknownOutcome() {
    return of(503, "datastore_unreachable", detail("datastore timeout").put("outcome", "unknown"))
        .with(RETRY_SOON);
  }

  static Problem datastoreUnreachable() {
    return told(503, "datastore_unreachable", "datastore timeout").with(RETRY_SOON);
  }

  static Problem tooLarge(int limit) {
    ObjectNode detail =
        detail("Payload or Files must not be more than " + limit + " bytes").put("target", limit);
    return of(
        413, "validation error", Json.object().set("file", Json.object().set("maxSize", detail)));
  }

  static Problem unsupportedMediaType() {
    return of(415, "unsupported_media_type", Json.object());
  }

  static Problem invalidIdempotencyKey(String value) {
    String message = "an idempotency key is 1 to 128 visible ASCII characters";
    return invalid("idempotency_key", "error", detail(message).put("value", value));
  }

  static Problem invalidDryRun(String value) {
    return invalid("dry_run", "error", detail("dry_run is true or false").put("value", value));
  }

  /** What became of a trigger that was not a success. */
  static Problem told(Outcome outcome) {
    Result told = outcome.told();
    Map<String, String> headers =
        outcome
            .retryAfter()
            .map(
                wait ->
                    Map.of(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()))))
            .orElse(Map.of());
    return new Problem(told.status(), told.message(), told.data(), headers);
  }

  static Problem internalError() {
    return of(500, "internal_error", Json.object());
  }
}
