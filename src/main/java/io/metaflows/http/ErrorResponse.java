package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.channels.TriggerResult;
import io.metaflows.metaflow.Json;
import io.metaflows.schema.Failures;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An error in the envelope: one of the rows of the table of errors (docs/api.md#errors).
 *
 * @param data details, an object or a list; {@code {}} if none
 * @param headers beyond those that every response has
 */
record ErrorResponse(int status, String message, JsonNode data, Map<String, String> headers) {

  private static final Map<String, String> RETRY_SOON = retryAfter(1);

  private static ErrorResponse of(int status, String message, JsonNode data) {
    return new ErrorResponse(status, message, data, Map.of());
  }

  private static ErrorResponse of(int status, String message, String detail) {
    return of(status, message, detail(detail));
  }

  private static ObjectNode detail(String message) {
    return Json.object().put("message", message);
  }

  private static ArrayNode list(List<String> texts) {
    ArrayNode list = Json.nodes().arrayNode();
    texts.forEach(list::add);
    return list;
  }

  private static Map<String, String> retryAfter(long seconds) {
    return Map.of("Retry-After", Long.toString(seconds));
  }

  ErrorResponse with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new ErrorResponse(status, message, data, all);
  }

  static ErrorResponse invalidCredentials() {
    return of(
            401,
            "invalid_credentials",
            detail("invalid credentials")
                .put(
                    "reason",
                    "send a valid token in X-Auth-Token, or in Authorization after the word"
                        + " Bearer"))
        .with(Map.of("WWW-Authenticate", "Bearer realm=\"metaflows\""));
  }

  static ErrorResponse forbidden() {
    return of(403, "forbidden", "forbidden");
  }

  static ErrorResponse authorityUnreachable(String reason) {
    return of(503, "auth_unreachable", reason).with(RETRY_SOON);
  }

  static ErrorResponse malformedId(String kind, String text) {
    return of(404, "bad identifier", "invalid " + kind + shown(text));
  }

  /** A long value is left out, as in every other error. */
  private static String shown(String text) {
    return Failures.isTooLargeToShow(TextNode.valueOf(text)) ? "" : " '" + text + "'";
  }

  static ErrorResponse unknownPath() {
    return of(
        404,
        "not_found",
        detail("not found")
            .put(
                "reason",
                "the paths are /v2/accounts/{ACCOUNT_ID}/metaflows, the same below users/{USER_ID}"
                    + " and devices/{DEVICE_ID}, and /v2/accounts/{ACCOUNT_ID}/channels/{CALL_ID};"
                    + " there are no lists and no other version"));
  }

  static ErrorResponse method(Collection<Method> allowed) {
    List<String> names = allowed.stream().map(Method::name).toList();
    return of(405, "invalid_method", detail("method not allowed").set("methods", list(names)))
        .with(Map.of("Allow", String.join(", ", names)));
  }

  /** Failures as {@code data}: path → rule → details. */
  static ErrorResponse invalid(JsonNode failures) {
    return of(400, "validation error", failures);
  }

  private static ErrorResponse invalid(Failures failures) {
    return invalid(failures.toJson());
  }

  /** The body is not JSON. */
  static ErrorResponse invalidJson(String reason) {
    return invalid(new Failures().rule("json", "invalid", reason, TextNode.valueOf("body")));
  }

  static ErrorResponse dataMissing(Optional<ObjectNode> envelope) {
    return invalid(new Failures().required("data", envelope.orElse(null)));
  }

  static ErrorResponse dataNotObject(JsonNode data) {
    return invalid(new Failures().type("data", "object", data));
  }

  static ErrorResponse methodTunnelling(JsonNode verb) {
    return invalidParameter("verb", "method tunnelling is not supported", verb);
  }

  /** A query parameter, header or envelope key that cannot be taken. */
  static ErrorResponse invalidParameter(String name, String message, JsonNode value) {
    return invalid(new Failures().error(Failures.path(name), message, value));
  }

  /**
   * @param header as failures name it: {@code if_match} or {@code if_none_match}
   */
  static ErrorResponse tooManyEntityTags(String header, int most) {
    return invalidParameter(header, "at most " + most + " entity tags are taken", null);
  }

  static ErrorResponse invalidIdempotencyKey(String value) {
    return invalidParameter(
        "idempotency_key",
        "an idempotency key is 1 to 128 visible ASCII characters",
        TextNode.valueOf(value));
  }

  /**
   * @param action the only one that there is
   */
  static ErrorResponse invalidAction(String action) {
    return of(400, "invalid data", Json.object().set("actions", list(List.of(action))));
  }

  static ErrorResponse preconditionFailed(Optional<String> current) {
    ObjectNode data = detail("precondition failed");
    current.ifPresent(revision -> data.put("revision", revision));
    return of(412, "precondition_failed", data);
  }

  static ErrorResponse unknownOutcome() {
    return of(503, "datastore_unreachable", detail("datastore timeout").put("outcome", "unknown"))
        .with(RETRY_SOON);
  }

  static ErrorResponse datastoreUnreachable() {
    return of(503, "datastore_unreachable", "datastore timeout").with(RETRY_SOON);
  }

  static ErrorResponse tooLarge(int limit) {
    ObjectNode detail =
        detail("Payload or Files must not be more than " + limit + " bytes").put("target", limit);
    return of(
        413, "validation error", Json.object().set("file", Json.object().set("maxSize", detail)));
  }

  /**
   * @param taken the content types that are read
   */
  static ErrorResponse unsupportedMediaType(Collection<String> taken) {
    return of(
        415,
        "unsupported_media_type",
        Json.object().put("reason", "send the body as " + String.join(", ", taken)));
  }

  static ErrorResponse contentEncoding() {
    return of(415, "unsupported_media_type", "send the body uncompressed");
  }

  /** The channel has no metaflow of the name that was sent. */
  static ErrorResponse noSuchMetaflow(TriggerResult.NoSuchMetaflow missing) {
    ObjectNode data = detail("bad identifier");
    if (!Failures.isTooLargeToShow(TextNode.valueOf(missing.name()))) {
      data.put("cause", missing.name());
    }
    ArrayNode scopes = data.putArray("scopes");
    missing.read().forEach(read -> scopes.add(described(read)));
    return of(404, "bad_identifier", data.put("binding_digit", missing.bindingDigit()));
  }

  private static ObjectNode described(TriggerResult.ReadScope read) {
    ObjectNode scope = Json.object().put("scope", read.scope().kind());
    read.scope()
        .fold(
            account -> Optional.<String>empty(),
            user -> Optional.of(user.id()),
            device -> Optional.of(device.id()))
        .ifPresent(id -> scope.put("id", id));
    return scope.put("document", read.hasDocument());
  }

  static ErrorResponse channelNotLive(String call) {
    return of(404, "bad identifier", Json.nodes().arrayNode().add(call));
  }

  /** The switch finds the metaflow invalid, in its own words. */
  static ErrorResponse nodeInvalid(String message, JsonNode data) {
    return of(400, message, data);
  }

  static ErrorResponse switchBusy() {
    return of(503, "channels_unreachable", "the switch is busy: nothing was run").with(RETRY_SOON);
  }

  static ErrorResponse switchRefused(String reason) {
    return of(502, "channels_unreachable", reason + ": refused, nothing was run");
  }

  static ErrorResponse switchNotAsked(boolean tooSlow, String reason) {
    return of(tooSlow ? 504 : 502, "channels_unreachable", reason + ": nothing was sent");
  }

  static ErrorResponse switchGaveNoAnswer(boolean tooSlow, String reason) {
    return of(
        tooSlow ? 504 : 502,
        "channels_unreachable",
        reason + ": the metaflow was sent, and whether it ran is not known");
  }

  /**
   * @param left until the first request has ended, at the latest
   */
  static ErrorResponse firstStillRunning(Duration left) {
    return of(
            409,
            "idempotency_in_progress",
            "the first request with this idempotency key has not ended")
        .with(retryAfter(Math.max(1, left.plusMillis(999).toSeconds())));
  }

  static ErrorResponse firstOutcomeUnknown() {
    return of(
        409,
        "idempotency_unknown_outcome",
        "whether the first request with this idempotency key ran is not known");
  }

  static ErrorResponse idempotencyKeyReused() {
    return of(422, "idempotency_conflict", "this idempotency key was used for another request");
  }

  static ErrorResponse internalError() {
    return of(500, "internal_error", Json.object());
  }
}
