package io.metaflows.http;

import io.metaflows.auth.DecisionFold;
import io.metaflows.metaflow.AccountId;
import java.util.Optional;

/** The error response to each decision about a token; empty where the token may act. */
record DecisionResponses(AccountId account) implements DecisionFold<Optional<ErrorResponse>> {

  @Override
  public Optional<ErrorResponse> allowed() {
    return Optional.empty();
  }

  @Override
  public Optional<ErrorResponse> unauthenticated() {
    return Optional.of(ErrorResponse.invalidCredentials());
  }

  @Override
  public Optional<ErrorResponse> forbidden() {
    return Optional.of(ErrorResponse.forbidden());
  }

  @Override
  public Optional<ErrorResponse> unknownAccount() {
    return Optional.of(ErrorResponse.malformedId("account_id", account.value()));
  }

  @Override
  public Optional<ErrorResponse> unavailable(String reason) {
    return Optional.of(ErrorResponse.authorityUnreachable(reason));
  }
}
