package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.channels.SelectedMetaflow;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.channels.TriggerResult;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Json;
import java.util.Map;
import java.util.Optional;

/** The response to each result of a trigger (docs/triggers.md#answers, docs/api.md#errors). */
final class TriggerResponses
    implements TriggerResult.TriggerResultFold<ApiResponse>,
        SwitchFailure.SwitchFailureFold<ErrorResponse> {

  private static final String SENT = "metaflow sent";
  private static final Map<String, String> REPLAYED = Map.of("Idempotent-Replayed", "true");

  private final RequestContext context;
  private final CallId call;
  private final Envelope envelope;
  private final Map<String, String> headers;

  TriggerResponses(RequestContext context, CallId call, Envelope envelope) {
    this(context, call, envelope, Map.of());
  }

  private TriggerResponses(
      RequestContext context, CallId call, Envelope envelope, Map<String, String> headers) {
    this.context = context;
    this.call = call;
    this.envelope = envelope;
    this.headers = headers;
  }

  /** To an inline metaflow Kazoo answers a text. */
  @Override
  public ApiResponse sent(TriggerResult.MetaflowSent sent) {
    return success(
        201,
        sent.selected().entry().isPresent()
            ? shown(SENT, sent.selected())
            : Json.nodes().textNode(SENT));
  }

  @Override
  public ApiResponse notSent(TriggerResult.MetaflowNotSent notSent) {
    return success(200, shown("metaflow not sent", notSent.selected()));
  }

  @Override
  public ApiResponse noSuchMetaflow(TriggerResult.NoSuchMetaflow missing) {
    return error(ErrorResponse.noSuchMetaflow(missing));
  }

  @Override
  public ApiResponse nodeInvalid(TriggerResult.NodeInvalid invalid) {
    return error(ErrorResponse.nodeInvalid(invalid.message(), invalid.data()));
  }

  @Override
  public ApiResponse switchFailed(TriggerResult.SwitchFailed failed) {
    SwitchFailure.SwitchFailureFold<ErrorResponse> errors = this;
    return error(failed.failure().fold(errors));
  }

  @Override
  public ApiResponse datastoreUnreachable() {
    return error(ErrorResponse.datastoreUnreachable());
  }

  @Override
  public ApiResponse replayed(TriggerResult.Replayed replayed) {
    TriggerResult.TriggerResultFold<ApiResponse> again =
        new TriggerResponses(context, call, envelope, REPLAYED);
    return replayed.first().fold(again);
  }

  @Override
  public ApiResponse firstStillRunning(TriggerResult.FirstStillRunning running) {
    return error(ErrorResponse.firstStillRunning(running.left()));
  }

  @Override
  public ApiResponse firstOutcomeUnknown() {
    return error(ErrorResponse.firstOutcomeUnknown());
  }

  @Override
  public ApiResponse keyReused() {
    return error(ErrorResponse.idempotencyKeyReused());
  }

  @Override
  public ErrorResponse unknownToken() {
    return ErrorResponse.invalidCredentials();
  }

  @Override
  public ErrorResponse noRight() {
    return ErrorResponse.forbidden();
  }

  @Override
  public ErrorResponse notLive() {
    return ErrorResponse.channelNotLive(call.value());
  }

  @Override
  public ErrorResponse busy() {
    return ErrorResponse.switchBusy();
  }

  @Override
  public ErrorResponse refused(SwitchFailure.Refused refused) {
    return ErrorResponse.switchRefused(refused.reason());
  }

  @Override
  public ErrorResponse notAsked(SwitchFailure.NotAsked notAsked) {
    return ErrorResponse.switchNotAsked(notAsked.tooSlow(), notAsked.reason());
  }

  @Override
  public ErrorResponse noAnswer(SwitchFailure.NoAnswer noAnswer) {
    return ErrorResponse.switchGaveNoAnswer(noAnswer.tooSlow(), noAnswer.reason());
  }

  private static ObjectNode shown(String message, SelectedMetaflow selected) {
    ObjectNode shown = Json.object().put("message", message);
    shown.set("metaflow", selected.metaflow().toJson());
    selected
        .entry()
        .ifPresent(
            entry ->
                shown
                    .putObject("matched")
                    .put("scope", entry.scope().kind())
                    .put(entry.kind().key(), entry.name()));
    return shown;
  }

  private ApiResponse success(int status, JsonNode data) {
    return envelope.success(status, context, data, Optional.empty(), headers);
  }

  private ApiResponse error(ErrorResponse error) {
    return envelope.error(context, error.with(headers));
  }
}
