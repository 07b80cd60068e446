package io.metaflows.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.documents.DocumentResult.CurrentDocument;
import io.metaflows.documents.DocumentResult.DocumentTooLarge;
import io.metaflows.documents.DocumentResult.InvalidDocument;
import io.metaflows.documents.DocumentResult.PreconditionNotMet;
import io.metaflows.documents.DocumentResult.ValidDocument;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.DocumentLimits;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Documents;
import io.metaflows.store.Precondition;
import io.metaflows.store.StoreUnavailable;
import io.metaflows.store.Written;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Reads, sets and removes the metaflows document of one scope (docs/documents.md). Each write
 * leaves one line in the audit log. No method throws for a failure of the database.
 */
public final class DocumentService {

  private final Documents documents;
  private final Schemas schemas;
  private final int largest;

  public DocumentService(Documents documents, Schemas schemas, DocumentLimits limits) {
    this.documents = documents;
    this.schemas = schemas;
    this.largest = limits.document();
  }

  /** Reads the document of a scope. */
  public DocumentResult read(Scope scope, Deadline deadline) {
    return documents
        .read(scope, deadline)
        .fold(
            stored ->
                new CurrentDocument(
                    stored.document().isPresent(),
                    stored
                        .document()
                        .map(document -> schemas.filled(document, scope))
                        .orElseGet(Json::object),
                    stored.revision()),
            unavailable -> DocumentResult.DATASTORE_UNAVAILABLE);
  }

  /**
   * Replaces the document of a scope.
   *
   * @param data as it was sent, not checked yet
   * @param requestId for the audit log
   */
  public DocumentResult set(
      Scope scope,
      ObjectNode data,
      Precondition precondition,
      String requestId,
      Deadline deadline) {
    return checked(
        scope,
        data,
        (document, filled) ->
            result(
                audited(
                    new DocumentAudit("set", scope, requestId),
                    () -> documents.put(scope, document, precondition, deadline)),
                true,
                filled));
  }

  /** Checks a document as {@link #set} does, and stores nothing. */
  public DocumentResult dryRun(Scope scope, ObjectNode data) {
    return checked(scope, data, (document, filled) -> new ValidDocument(filled));
  }

  /**
   * Removes the document of a scope.
   *
   * @param requestId for the audit log
   */
  public DocumentResult remove(
      Scope scope, Precondition precondition, String requestId, Deadline deadline) {
    Written written =
        audited(
            new DocumentAudit("remove", scope, requestId),
            () -> documents.delete(scope, precondition, deadline));
    return result(written, false, Json.object());
  }

  private DocumentResult checked(
      Scope scope, ObjectNode data, BiFunction<Metaflows, ObjectNode, DocumentResult> valid) {
    return schemas
        .checkDocument(data)
        .fold(
            document -> {
              ObjectNode filled = schemas.filled(document, scope);
              return isTooLarge(document, filled)
                  ? new DocumentTooLarge(largest)
                  : valid.apply(document, filled);
            },
            InvalidDocument::new);
  }

  /** The defaults of an account's level may be missing from what is stored, so both count. */
  private boolean isTooLarge(Metaflows document, ObjectNode filled) {
    return Json.bytes(filled).length > largest || document.bytes().length > largest;
  }

  /** The line is written whatever happens, a failure of this service included. */
  private static Written audited(DocumentAudit audit, Supplier<Written> write) {
    try {
      Written written = write.get();
      audit.written(written);
      return written;
    } finally {
      audit.close();
    }
  }

  /**
   * The result of a write.
   *
   * @param exists whether a document is stored once the write is done
   */
  private static DocumentResult result(Written written, boolean exists, ObjectNode data) {
    return written.fold(
        new Written.WrittenFold<>() {
          @Override
          public DocumentResult done(Written.Done done) {
            return new CurrentDocument(exists, data, Optional.of(done.after()));
          }

          @Override
          public DocumentResult nothingThere(Written.NothingThere nothing) {
            return new CurrentDocument(false, data, nothing.revision());
          }

          @Override
          public DocumentResult preconditionFailed(Written.PreconditionFailed failed) {
            return new PreconditionNotMet(failed.current());
          }

          @Override
          public DocumentResult outcomeUnknown(Written.OutcomeUnknown unknown) {
            return DocumentResult.WRITE_UNSETTLED;
          }

          @Override
          public DocumentResult itemTooLarge(Written.ItemTooLarge tooLarge) {
            return new DocumentTooLarge(Written.ItemTooLarge.LARGEST_ITEM);
          }

          @Override
          public DocumentResult unavailable(StoreUnavailable unavailable) {
            return DocumentResult.DATASTORE_UNAVAILABLE;
          }
        });
  }
}
