package io.metaflows.http;

import io.metaflows.channels.DryRun;
import io.metaflows.documents.DocumentResult;
import io.metaflows.documents.DocumentService;
import io.metaflows.metaflow.Scope;
import io.metaflows.store.Precondition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers requests about the metaflows document of one scope (docs/api.md#routes). */
final class DocumentRequests {

  private final DocumentService documents;
  private final RequestBody bodies;
  private final Envelope envelope;
  private final Map<Method, DocumentOperation> operations = new LinkedHashMap<>();

  DocumentRequests(DocumentService documents, RequestBody bodies, Envelope envelope) {
    this.documents = documents;
    this.bodies = bodies;
    this.envelope = envelope;
    operations.put(Method.GET, this::get);
    operations.put(Method.POST, this::post);
    operations.put(Method.DELETE, this::delete);
  }

  /** Answers one request whose caller may act on the scope. */
  interface DocumentOperation {
    ApiResponse answer(RequestContext context, Scope scope);
  }

  /** The methods of the route, in the order of {@code Allow}. */
  Map<Method, DocumentOperation> operations() {
    return Collections.unmodifiableMap(operations);
  }

  private ApiResponse get(RequestContext context, Scope scope) {
    MethodTunnelling.refuse(context.request());
    return documents.read(scope, context.deadline()).fold(new DocumentResponses(context, envelope));
  }

  private ApiResponse post(RequestContext context, Scope scope) {
    RequestEnvelope sent = RequestEnvelope.read(context.request(), bodies);
    DryRun dryRun = DryRunParameter.read(context.request(), sent);
    Precondition precondition = EntityTags.precondition(context.request());
    DocumentResult result =
        switch (dryRun) {
          case YES -> documents.dryRun(scope, sent.data());
          case NO ->
              documents.set(
                  scope, sent.data(), precondition, context.requestId(), context.deadline());
        };
    return result.fold(new DocumentResponses(context, envelope));
  }

  private ApiResponse delete(RequestContext context, Scope scope) {
    MethodTunnelling.refuse(context.request());
    Precondition precondition = EntityTags.precondition(context.request());
    return documents
        .remove(scope, precondition, context.requestId(), context.deadline())
        .fold(new DocumentResponses(context, envelope));
  }
}
