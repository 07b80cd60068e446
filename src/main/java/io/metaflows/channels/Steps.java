package io.metaflows.channels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.channels.Trigger.Request;
import io.metaflows.metaflow.ChannelScopes;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Dialling;
import io.metaflows.metaflow.EffectiveMetaflows;
import io.metaflows.metaflow.Match;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Documents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The steps of one trigger, in the contract's order (section 8): find, read, resolve, send. */
final class Steps {

  private final Switch telephony;
  private final Documents documents;
  private final Schemas schemas;
  private final Duration readTimeout;

  Steps(Switch telephony, Documents documents, Schemas schemas, Duration readTimeout) {
    this.telephony = telephony;
    this.documents = documents;
    this.schemas = schemas;
    this.readTimeout = readTimeout;
  }

  /** What a run leaves behind under an idempotency key. */
  enum Trace {
    /** The outcome is the result of the key. */
    RESULT,
    /** The metaflow may have run, or not. */
    UNKNOWN,
    /** Nothing ran, and a second try is as good as the first. */
    NONE
  }

  record Ended(Triggered triggered, Trace trace) {}

  /** All steps. An inline node is sent at once: the switch looks the channel up itself. */
  Ended run(Request request, Deadline deadline) {
    Choice choice =
        request.form() instanceof Form.Inline inline
            ? new Choice.Made(inline(inline))
            : look(request, deadline);
    if (choice instanceof Choice.Made made) {
      return send(request, made.chosen(), deadline);
    }
    return new Ended(choice.ending(), Trace.NONE);
  }

  /** All steps but the last. */
  Triggered rehearse(Request request, Deadline deadline) {
    return look(request, deadline).ending();
  }

  /** How far a trigger came before anything was sent. */
  private sealed interface Choice {
    /** How a trigger ends here. */
    Triggered ending();

    record Made(Chosen chosen) implements Choice {
      @Override
      public Triggered ending() {
        return new Triggered(new Outcome.NotSent(chosen), Optional.of(chosen));
      }
    }

    record Failed(Outcome outcome) implements Choice {
      @Override
      public Triggered ending() {
        return new Triggered(outcome, Optional.empty());
      }
    }
  }

  private Choice look(Request request, Deadline deadline) {
    Switch.Lookup lookup = telephony.find(request.target(), deadline);
    if (lookup instanceof Switch.Lookup.Live live) {
      return request.form() instanceof Form.Stored stored
          ? read(request, stored, live.channel(), deadline)
          : new Choice.Made(inline((Form.Inline) request.form()));
    }
    return new Choice.Failed(outcome((Switch.Failure) lookup, request.target(), false));
  }

  private Choice read(Request request, Form.Stored form, ObjectNode channel, Deadline deadline) {
    List<Scope> scopes = ChannelScopes.of(request.target().account(), channel);
    if (documents.readAll(scopes, deadline) instanceof Documents.ManyRead.Found found) {
      return form.in(EffectiveMetaflows.of(scopes, found.documents()))
          .<Choice>map(match -> new Choice.Made(stored(match)))
          .orElseGet(() -> new Choice.Failed(new Outcome.NoSuchMetaflow(form.name())));
    }
    return new Choice.Failed(Outcome.Plain.DATASTORE_UNREACHABLE);
  }

  private Chosen inline(Form.Inline form) {
    return new Chosen(schemas.fillNode(Dialling.dialled(form.node())), Optional.empty());
  }

  private Chosen stored(Match match) {
    return new Chosen(schemas.fillNode(match.node()), Optional.of(match.found()));
  }

  private Ended send(Request request, Chosen chosen, Deadline deadline) {
    if (deadline.left().compareTo(readTimeout) < 0) {
      return ended(
          new Outcome.Unreachable(true, false, "no time is left to ask the switch"),
          chosen,
          Trace.NONE);
    }
    Switch.Run run = telephony.run(request.target(), chosen.node(), deadline);
    if (run instanceof Switch.Run.Accepted) {
      return ended(new Outcome.Sent(chosen), chosen, Trace.RESULT);
    }
    if (run instanceof Switch.Run.Invalid invalid) {
      return ended(new Outcome.Invalid(invalid.message(), invalid.data()), chosen, Trace.RESULT);
    }
    Switch.Failure failure = (Switch.Failure) run;
    return ended(outcome(failure, request.target(), true), chosen, trace(failure));
  }

  private static Ended ended(Outcome outcome, Chosen chosen, Trace trace) {
    return new Ended(new Triggered(outcome, Optional.of(chosen)), trace);
  }

  /** A definite refusal is a result; but who gives the token or the time later may try again. */
  private static Trace trace(Switch.Failure failure) {
    if (failure instanceof Switch.Unauthenticated || failure instanceof Switch.Busy) {
      return Trace.NONE;
    }
    if (failure instanceof Switch.Unreachable unreachable) {
      return unreachable.sent() ? Trace.UNKNOWN : Trace.NONE;
    }
    return isTimeout(failure) ? Trace.UNKNOWN : Trace.RESULT;
  }

  private static Outcome outcome(Switch.Failure failure, Switch.Target target, boolean running) {
    if (failure instanceof Switch.Unauthenticated) {
      return Outcome.Plain.UNAUTHENTICATED;
    }
    if (failure instanceof Switch.Forbidden) {
      return Outcome.Plain.FORBIDDEN;
    }
    if (failure instanceof Switch.NotLive) {
      return new Outcome.NotLive(target.call());
    }
    if (failure instanceof Switch.Busy) {
      return Outcome.Plain.BUSY;
    }
    if (failure instanceof Switch.Refused refused) {
      return running && isTimeout(refused)
          ? new Outcome.Unreachable(false, true, "the switch answered 408")
          : new Outcome.Refused(refused.status());
    }
    Switch.Unreachable unreachable = (Switch.Unreachable) failure;
    return new Outcome.Unreachable(
        unreachable.timedOut(), running && unreachable.sent(), unreachable.reason());
  }

  /** A 408 may come from between the switch and us: it does not say that nothing ran. */
  private static boolean isTimeout(Switch.Failure failure) {
    return failure instanceof Switch.Refused refused && refused.status() == 408;
  }
}
