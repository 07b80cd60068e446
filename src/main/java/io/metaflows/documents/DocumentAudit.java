package io.metaflows.documents;

import io.metaflows.logging.LogEvent;
import io.metaflows.metaflow.Scope;
import io.metaflows.store.Revision;
import io.metaflows.store.StoreUnavailable;
import io.metaflows.store.Written;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The audit line of one write of a document: whose document changed and how, never a token or a
 * document (docs/deploy.md#logs).
 */
final class DocumentAudit {

  private static final Logger LOG = Logger.getLogger("metaflows.audit");

  private final LogEvent line;
  private AuditedOutcome outcome = new AuditedOutcome("failed", Optional.empty(), Optional.empty());

  DocumentAudit(String action, Scope scope, String requestId) {
    this.line =
        new LogEvent("audit")
            .with("action", action)
            .with("request_id", requestId)
            .with("account", scope.account().value())
            .with(
                "scope",
                scope.fold(
                    account -> "account",
                    user -> "user/" + user.id(),
                    device -> "device/" + device.id()));
  }

  /** Notes the result. Without one the line says that the write failed. */
  void written(Written written) {
    outcome = written.fold(AuditedOutcome.OF);
  }

  /** Writes the line. */
  void close() {
    line.with("outcome", outcome.word())
        .with("before", text(outcome.before()))
        .with("after", text(outcome.after()))
        .writeTo(LOG);
  }

  private static String text(Optional<Revision> revision) {
    return revision.map(Revision::toString).orElse("-");
  }

  /** The result of a write in the words of the audit log. */
  private record AuditedOutcome(String word, Optional<Revision> before, Optional<Revision> after) {

    static final Written.WrittenFold<AuditedOutcome> OF =
        new Written.WrittenFold<>() {
          @Override
          public AuditedOutcome done(Written.Done done) {
            return new AuditedOutcome("written", done.before(), Optional.of(done.after()));
          }

          @Override
          public AuditedOutcome nothingThere(Written.NothingThere nothing) {
            return new AuditedOutcome("nothing_there", nothing.revision(), Optional.empty());
          }

          @Override
          public AuditedOutcome preconditionFailed(Written.PreconditionFailed failed) {
            return new AuditedOutcome("precondition_failed", failed.current(), Optional.empty());
          }

          @Override
          public AuditedOutcome outcomeUnknown(Written.OutcomeUnknown unknown) {
            return new AuditedOutcome("unknown", Optional.empty(), Optional.empty());
          }

          @Override
          public AuditedOutcome itemTooLarge(Written.ItemTooLarge tooLarge) {
            return new AuditedOutcome("too_large", Optional.empty(), Optional.empty());
          }

          @Override
          public AuditedOutcome unavailable(StoreUnavailable unavailable) {
            return new AuditedOutcome("unavailable", Optional.empty(), Optional.empty());
          }
        };
  }
}
