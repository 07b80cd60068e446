package io.metaflows.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.Verdict;
import io.metaflows.store.Documents;
import io.metaflows.store.Documents.Written;
import io.metaflows.store.Precondition;
import io.metaflows.store.Revision;
import java.util.Optional;

/**
 * Fetches, sets and removes the metaflows document of one scope (contract, sections 2, 4 and 5).
 */
final class DocumentRequests {

  private final Documents documents;
  private final Schemas schemas;
  private final Envelope envelope;

  DocumentRequests(Documents documents, Schemas schemas, Envelope envelope) {
    this.documents = documents;
    this.schemas = schemas;
    this.envelope = envelope;
  }

  Answer get(Exchange exchange, Scope scope) {
    Documents.Reading reading = documents.read(scope, exchange.deadline());
    if (!(reading instanceof Documents.Reading.Found found)) {
      throw new Refused(Problem.datastoreUnreachable());
    }
    Optional<Revision> revision = found.revision();
    if (revision.isPresent()
        && EntityTags.namesCurrent(exchange.request(), found.document().isPresent(), revision)) {
      return envelope.notModified(exchange, revision.get());
    }
    ObjectNode data =
        found.document().map(document -> filled(scope, document)).orElseGet(Json::object);
    return envelope.success(200, exchange, data, revision);
  }

  Answer post(Exchange exchange, Scope scope, ObjectNode data) {
    Precondition precondition = EntityTags.precondition(exchange.request());
    Verdict verdict = schemas.checkDocument(data);
    if (!(verdict instanceof Verdict.Accepted accepted)) {
      throw new Refused(Problem.invalid(((Verdict.Rejected) verdict).failures()));
    }
    Written written = documents.put(scope, accepted.value(), precondition, exchange.deadline());
    return afterWrite(exchange, scope, "set", written, filled(scope, accepted.value()));
  }

  Answer delete(Exchange exchange, Scope scope) {
    Precondition precondition = EntityTags.precondition(exchange.request());
    Written written = documents.delete(scope, precondition, exchange.deadline());
    return afterWrite(exchange, scope, "remove", written, Json.object());
  }

  private ObjectNode filled(Scope scope, ObjectNode document) {
    return schemas.fillDocument(document, scope instanceof Scope.Account);
  }

  private Answer afterWrite(
      Exchange exchange, Scope scope, String action, Written written, ObjectNode data) {
    Audit.write(exchange, scope, action, written);
    if (written instanceof Written.Done done) {
      return envelope.success(200, exchange, data, Optional.of(done.after()));
    }
    if (written instanceof Written.NothingThere nothing) {
      return envelope.success(200, exchange, data, nothing.revision());
    }
    if (written instanceof Written.PreconditionFailed failed) {
      throw new Refused(Problem.preconditionFailed(failed.current().map(Revision::toString)));
    }
    if (written instanceof Written.Unknown) {
      throw new Refused(Problem.unknownOutcome());
    }
    throw new Refused(Problem.datastoreUnreachable());
  }
}
