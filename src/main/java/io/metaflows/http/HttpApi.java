package io.metaflows.http;

import io.metaflows.auth.Authority;
import io.metaflows.auth.Token;
import io.metaflows.channels.Switch;
import io.metaflows.channels.Trigger;
import io.metaflows.channels.TriggerFormReader;
import io.metaflows.documents.DocumentService;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The HTTP API: answers each request in the envelope, after the checks in their order
 * (docs/api.md#order-of-checks). It never throws.
 */
public final class HttpApi {

  private static final Logger LOG = Logger.getLogger(HttpApi.class);

  private final ServedRoutes served;
  private final RequestDeadlines deadlines;
  private final Authority authority;
  private final DocumentRequests documents;
  private final ChannelRequests channels;
  private final Envelope envelope;

  /**
   * @param version of this service, for every response
   * @param served the routes that are answered
   */
  public HttpApi(
      String version,
      ServedRoutes served,
      RequestDeadlines deadlines,
      Authority authority,
      RequestBody bodies,
      DocumentService documents,
      Trigger trigger,
      TriggerFormReader forms) {
    this.served = served;
    this.deadlines = deadlines;
    this.authority = authority;
    this.envelope = new Envelope(version);
    this.documents = new DocumentRequests(documents, bodies, envelope);
    this.channels = new ChannelRequests(trigger, forms, bodies, envelope);
  }

  /** Does what the first request would otherwise have to do before its caller is known. */
  public void prime() {
    authority.prime();
  }

  /** The response to a request; every failure is one in the envelope. */
  public ApiResponse answer(ApiRequest request) {
    long start = System.nanoTime();
    Optional<Route> route = Route.of(request.segments()).filter(served::include);
    Duration time = route.map(this::timeFor).orElse(deadlines.documents());
    RequestContext context = RequestContext.of(request, Deadline.in(time));
    ApiResponse response = answer(context, route);
    AccessLog.write(context, route, response.status(), Duration.ofNanos(System.nanoTime() - start));
    return response;
  }

  private Duration timeFor(Route route) {
    return route.fold(document -> deadlines.documents(), channel -> deadlines.channels());
  }

  private ApiResponse answer(RequestContext context, Optional<Route> route) {
    try {
      return route
          .orElseThrow(() -> new ErrorResponseException(ErrorResponse.unknownPath()))
          .fold(
              document -> answerDocument(context, document),
              channel -> answerChannel(context, channel));
    } catch (ErrorResponseException error) {
      return envelope.error(context, error.response());
    } catch (RuntimeException | StackOverflowError unforeseen) {
      LOG.errorf(unforeseen, "unforeseen failure request_id=%s", context.requestId());
      return envelope.error(context, ErrorResponse.internalError());
    }
  }

  private ApiResponse answerDocument(RequestContext context, Route.DocumentRoute route) {
    DocumentRequests.DocumentOperation operation = operation(context, documents.operations());
    Token token = requireToken(context);
    Scope scope = route.scope();
    authorize(context, token, scope.account());
    return operation.answer(context, scope);
  }

  private ApiResponse answerChannel(RequestContext context, Route.ChannelRoute route) {
    ChannelRequests.ChannelOperation operation = operation(context, channels.operations());
    Token token = requireToken(context);
    AccountId account = route.account();
    CallId call = route.call();
    authorize(context, token, account);
    return operation.answer(
        context, new Switch.Target(account, call, authority.upstream(token), context.requestId()));
  }

  private static <O> O operation(RequestContext context, Map<Method, O> operations) {
    return Method.parse(context.request().method())
        .map(operations::get)
        .orElseThrow(() -> new ErrorResponseException(ErrorResponse.method(operations.keySet())));
  }

  private static Token requireToken(RequestContext context) {
    return context
        .token()
        .orElseThrow(() -> new ErrorResponseException(ErrorResponse.invalidCredentials()));
  }

  private void authorize(RequestContext context, Token token, AccountId account) {
    Optional<ErrorResponse> refusal =
        authority.decide(token, account, context.deadline()).fold(new DecisionResponses(account));
    if (refusal.isPresent()) {
      throw new ErrorResponseException(refusal.get());
    }
  }
}
