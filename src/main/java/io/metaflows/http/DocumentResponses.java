package io.metaflows.http;

import io.metaflows.documents.DocumentResult;
import io.metaflows.store.Revision;
import java.util.Optional;

/** The response to each result of a request about a document (docs/api.md#errors). */
final class DocumentResponses implements DocumentResult.DocumentResultFold<ApiResponse> {

  private final RequestContext context;
  private final Envelope envelope;

  DocumentResponses(RequestContext context, Envelope envelope) {
    this.context = context;
    this.envelope = envelope;
  }

  /** Only a GET is answered 304: to a write, {@code If-None-Match} is a precondition. */
  @Override
  public ApiResponse current(DocumentResult.CurrentDocument current) {
    Optional<Revision> revision = current.revision();
    boolean isGet = context.request().method().equals(Method.GET.name());
    if (isGet
        && revision.isPresent()
        && EntityTags.namesCurrent(context.request(), current.exists(), revision)) {
      return envelope.notModified(context, revision.get());
    }
    return envelope.success(200, context, current.data(), revision);
  }

  @Override
  public ApiResponse valid(DocumentResult.ValidDocument valid) {
    return envelope.success(200, context, valid.data(), Optional.empty());
  }

  @Override
  public ApiResponse invalid(DocumentResult.InvalidDocument invalid) {
    return error(ErrorResponse.invalid(invalid.failures()));
  }

  @Override
  public ApiResponse tooLarge(DocumentResult.DocumentTooLarge tooLarge) {
    return error(ErrorResponse.tooLarge(tooLarge.limit()));
  }

  @Override
  public ApiResponse preconditionNotMet(DocumentResult.PreconditionNotMet notMet) {
    return error(ErrorResponse.preconditionFailed(notMet.current().map(Revision::toString)));
  }

  @Override
  public ApiResponse writeUnsettled() {
    return error(ErrorResponse.unknownOutcome());
  }

  @Override
  public ApiResponse datastoreUnavailable() {
    return error(ErrorResponse.datastoreUnreachable());
  }

  private ApiResponse error(ErrorResponse error) {
    return envelope.error(context, error);
  }
}
