package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.channels.DryRun;
import io.metaflows.channels.Fingerprint;
import io.metaflows.channels.IdempotencyKey;
import io.metaflows.channels.Switch;
import io.metaflows.channels.Trigger;
import io.metaflows.channels.TriggerForm;
import io.metaflows.channels.TriggerFormReader;
import io.metaflows.channels.TriggerRequest;
import io.metaflows.channels.TriggerResult;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers requests to run a metaflow on a live channel (docs/triggers.md). */
final class ChannelRequests {

  private static final String ACTION = "metaflow";

  /** Clients add {@code _} to get around caches; {@code verb} is checked with the envelope. */
  private static final Set<String> KNOWN_PARAMETERS = Set.of("dry_run", "verb", "_");

  private final Trigger trigger;
  private final TriggerFormReader forms;
  private final RequestBody bodies;
  private final Envelope envelope;

  ChannelRequests(Trigger trigger, TriggerFormReader forms, RequestBody bodies, Envelope envelope) {
    this.trigger = trigger;
    this.forms = forms;
    this.bodies = bodies;
    this.envelope = envelope;
  }

  /** Answers one request whose caller may act on the account. */
  interface ChannelOperation {
    ApiResponse answer(RequestContext context, Switch.Target target);
  }

  /** The methods of the route, in the order of {@code Allow}. */
  Map<Method, ChannelOperation> operations() {
    return Map.of(Method.PUT, this::put);
  }

  private ApiResponse put(RequestContext context, Switch.Target target) {
    RequestEnvelope sent = RequestEnvelope.read(context.request(), bodies);
    requireAction(sent);
    DryRun dryRun = DryRunParameter.read(context.request(), sent);
    requireKnownParameters(context.request());
    Optional<IdempotencyKey> key = idempotencyKey(context.request());
    TriggerForm form =
        forms
            .read(sent.data())
            .fold(
                read -> read,
                failures -> {
                  throw new ErrorResponseException(ErrorResponse.invalid(failures));
                });
    Optional<TriggerRequest.IdempotentRequest> idempotency =
        key.map(
            given ->
                new TriggerRequest.IdempotentRequest(given, Fingerprint.of(ACTION, sent.data())));
    TriggerResult.TriggerResultFold<ApiResponse> responses =
        new TriggerResponses(context, target.call(), envelope);
    return trigger
        .run(new TriggerRequest(target, form, dryRun, idempotency), context.deadline())
        .fold(responses);
  }

  /** Kazoo looks for the action in the envelope first, then in {@code data}. */
  private static void requireAction(RequestEnvelope sent) {
    JsonNode action =
        sent.root().hasNonNull("action") ? sent.root().get("action") : sent.data().path("action");
    if (!action.isTextual() || !action.textValue().equals(ACTION)) {
      throw new ErrorResponseException(ErrorResponse.invalidAction(ACTION));
    }
  }

  private static void requireKnownParameters(ApiRequest request) {
    for (QueryString.Parameter parameter : QueryString.parameters(request.query())) {
      if (!KNOWN_PARAMETERS.contains(parameter.name())) {
        throw new ErrorResponseException(
            ErrorResponse.invalidParameter(
                parameter.name(),
                "unknown query parameter; dry_run is the only one that is taken here",
                TextNode.valueOf(parameter.value())));
      }
    }
  }

  private static Optional<IdempotencyKey> idempotencyKey(ApiRequest request) {
    return request
        .header("idempotency-key")
        .map(
            text ->
                IdempotencyKey.parse(text)
                    .orElseThrow(
                        () ->
                            new ErrorResponseException(ErrorResponse.invalidIdempotencyKey(text))));
  }
}
