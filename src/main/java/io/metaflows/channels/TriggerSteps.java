package io.metaflows.channels;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Dialling;
import io.metaflows.metaflow.EffectiveMetaflows;
import io.metaflows.metaflow.MetaflowMatch;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The steps of one trigger in their order: find the channel, read its documents, select the
 * metaflow, send it (docs/triggers.md#steps).
 */
final class TriggerSteps {

  private static final TriggerResult OUT_OF_TIME =
      new TriggerResult.SwitchFailed(
          new SwitchFailure.NotAsked(true, "no time is left to ask the switch"));

  private final Switch telephony;
  private final Documents documents;
  private final Schemas schemas;

  TriggerSteps(Switch telephony, Documents documents, Schemas schemas) {
    this.telephony = telephony;
    this.documents = documents;
    this.schemas = schemas;
  }

  /**
   * The end of a run.
   *
   * @param after what is left behind under the idempotency key
   */
  record RunEnd(TriggerReport report, AfterRun after) {}

  /** All steps. An inline metaflow is sent at once: the switch looks the channel up itself. */
  RunEnd run(TriggerRequest request, Deadline deadline) {
    Selection selection =
        request
            .form()
            .fold(
                inline -> new Selection.Selected(selected(inline)),
                stored -> select(request, deadline));
    return selection.fold(
        selected -> send(request, selected, deadline),
        result -> new RunEnd(new TriggerReport(result, Optional.empty()), AfterRun.FREE));
  }

  /** All steps but the last. */
  TriggerReport dryRun(TriggerRequest request, Deadline deadline) {
    return select(request, deadline)
        .fold(
            selected ->
                new TriggerReport(
                    new TriggerResult.MetaflowNotSent(selected), Optional.of(selected)),
            result -> new TriggerReport(result, Optional.empty()));
  }

  /** The metaflow to send, or the result of a trigger that ends before that. */
  private sealed interface Selection {
    <T> T fold(Function<SelectedMetaflow, T> selected, Function<TriggerResult, T> ended);

    record Selected(SelectedMetaflow metaflow) implements Selection {
      @Override
      public <T> T fold(Function<SelectedMetaflow, T> selected, Function<TriggerResult, T> ended) {
        return selected.apply(metaflow);
      }
    }

    record Ended(TriggerResult result) implements Selection {
      @Override
      public <T> T fold(Function<SelectedMetaflow, T> selected, Function<TriggerResult, T> ended) {
        return ended.apply(result);
      }
    }
  }

  private Selection select(TriggerRequest request, Deadline deadline) {
    return telephony
        .find(request.target(), deadline)
        .fold(
            channel ->
                request
                    .form()
                    .fold(
                        inline -> new Selection.Selected(selected(inline)),
                        stored -> select(stored, channel, deadline)),
            failure -> new Selection.Ended(new TriggerResult.SwitchFailed(failure)));
  }

  private Selection select(TriggerForm.Stored form, LiveChannel channel, Deadline deadline) {
    return documents
        .readAll(channel.scopes(), deadline)
        .foldAll(
            stored -> select(form, channel.scopes(), stored.byScope(), deadline),
            unavailable -> new Selection.Ended(TriggerResult.DATASTORE_UNREACHABLE));
  }

  private Selection select(
      TriggerForm.Stored form,
      List<Scope> scopes,
      Map<Scope, Metaflows> documents,
      Deadline deadline) {
    EffectiveMetaflows effective = EffectiveMetaflows.of(scopes, documents);
    return form.in(effective, deadline)
        .fold(
            match -> new Selection.Selected(selected(match)),
            () ->
                new Selection.Ended(
                    new TriggerResult.NoSuchMetaflow(
                        form.name(),
                        scopes.stream()
                            .map(
                                scope ->
                                    new TriggerResult.ReadScope(
                                        scope, documents.containsKey(scope)))
                            .toList(),
                        effective.bindingDigit())),
            () -> new Selection.Ended(OUT_OF_TIME));
  }

  private SelectedMetaflow selected(TriggerForm.Inline form) {
    return new SelectedMetaflow(
        schemas.filled(Dialling.dialled(form.metaflow())), Optional.empty());
  }

  private SelectedMetaflow selected(MetaflowMatch match) {
    return new SelectedMetaflow(schemas.filled(match.metaflow()), Optional.of(match.entry()));
  }

  private RunEnd send(TriggerRequest request, SelectedMetaflow selected, Deadline deadline) {
    return telephony
        .run(request.target(), selected.metaflow(), deadline)
        .fold(
            new RunResult.RunResultFold<>() {
              @Override
              public RunEnd accepted() {
                return end(
                    new TriggerResult.MetaflowSent(selected),
                    new AfterRun.KeepResult(RecordedOutcome.sent(selected)));
              }

              @Override
              public RunEnd nodeRejected(RunResult.NodeRejected rejected) {
                return end(
                    new TriggerResult.NodeInvalid(rejected.message(), rejected.data()),
                    new AfterRun.KeepResult(RecordedOutcome.invalid(rejected)));
              }

              @Override
              public RunEnd failed(SwitchFailure failure) {
                return end(
                    new TriggerResult.SwitchFailed(failure),
                    failure.fold(AfterSwitchFailure.INSTANCE));
              }

              private RunEnd end(TriggerResult result, AfterRun after) {
                return new RunEnd(new TriggerReport(result, Optional.of(selected)), after);
              }
            });
  }
}
