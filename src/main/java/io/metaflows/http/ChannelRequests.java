package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.auth.Token;
import io.metaflows.channels.DryRun;
import io.metaflows.channels.Fingerprint;
import io.metaflows.channels.Form;
import io.metaflows.channels.Forms;
import io.metaflows.channels.IdempotencyKey;
import io.metaflows.channels.Outcome;
import io.metaflows.channels.Switch;
import io.metaflows.channels.Trigger;
import io.metaflows.channels.Triggered;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.store.IdempotencyRecords.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a metaflow on a live channel (contract, section 8). */
final class ChannelRequests {

  private static final String ACTION = "metaflow";
  private static final Map<String, String> REPLAYED = Map.of("Idempotent-Replayed", "true");

  private final Trigger trigger;
  private final Forms forms;
  private final Envelope envelope;

  ChannelRequests(Trigger trigger, Forms forms, Envelope envelope) {
    this.trigger = trigger;
    this.forms = forms;
    this.envelope = envelope;
  }

  Answer put(Exchange exchange, AccountId account, CallId call, Token token, ObjectNode sent) {
    ObjectNode data = (ObjectNode) sent.get("data");
    requireAction(sent, data);
    DryRun dryRun = dryRun(exchange.request());
    Optional<IdempotencyKey> key = idempotencyKey(exchange.request());
    Form form = form(data);
    Optional<Trigger.Once> once =
        key.map(given -> new Trigger.Once(given, Fingerprint.of(ACTION, data)));
    Triggered triggered =
        trigger.run(
            new Trigger.Request(
                new Switch.Target(account, call, token, exchange.requestId()), form, dryRun, once),
            exchange.deadline());
    Audit.trigger(exchange, account, call, triggered);
    return answer(exchange, triggered.outcome());
  }

  private Answer answer(Exchange exchange, Outcome outcome) {
    Result told = outcome.told();
    Map<String, String> headers = outcome instanceof Outcome.Replayed ? REPLAYED : Map.of();
    if (told.status() < 300) {
      return envelope.success(told.status(), exchange, told.data(), Optional.empty(), headers);
    }
    return envelope.error(exchange, Problem.told(outcome).with(headers));
  }

  /** Kazoo looks at the envelope's root first, then inside {@code data}. */
  private static void requireAction(ObjectNode sent, ObjectNode data) {
    JsonNode action = sent.hasNonNull("action") ? sent.get("action") : data.path("action");
    if (!action.isTextual() || !action.textValue().equals(ACTION)) {
      throw new Refused(Problem.invalidAction());
    }
  }

  /** Said twice and differently, it is refused: nobody must be surprised by what runs. */
  private static DryRun dryRun(Request request) {
    List<String> sent = QueryString.all(request.query(), "dry_run").stream().distinct().toList();
    if (sent.isEmpty()) {
      return DryRun.NO;
    }
    return Optional.of(sent)
        .filter(values -> values.size() == 1)
        .flatMap(values -> DryRun.parse(values.get(0)))
        .orElseThrow(() -> new Refused(Problem.invalidDryRun(String.join(", ", sent))));
  }

  private Form form(ObjectNode data) {
    Forms.Reading reading = forms.read(data);
    if (reading instanceof Forms.Reading.Good good) {
      return good.form();
    }
    throw new Refused(Problem.invalid(((Forms.Reading.Bad) reading).failures()));
  }

  private static Optional<IdempotencyKey> idempotencyKey(Request request) {
    return request
        .header("idempotency-key")
        .map(
            text ->
                IdempotencyKey.parse(text)
                    .orElseThrow(() -> new Refused(Problem.invalidIdempotencyKey(text))));
  }
}
