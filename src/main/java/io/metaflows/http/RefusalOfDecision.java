package io.metaflows.http;

import io.metaflows.auth.DecisionFold;
import io.metaflows.metaflow.AccountId;
import java.util.Optional;

/**
 * The error response that a decision of the authority leads to; empty if the request is allowed.
 */
record RefusalOfDecision(AccountId account) implements DecisionFold<Optional<Problem>> {

  @Override
  public Optional<Problem> allowed() {
    return Optional.empty();
  }

  @Override
  public Optional<Problem> unauthenticated() {
    return Optional.of(Problem.invalidCredentials());
  }

  @Override
  public Optional<Problem> forbidden() {
    return Optional.of(Problem.forbidden());
  }

  @Override
  public Optional<Problem> unknownAccount() {
    return Optional.of(Problem.malformedId("account_id", account.value()));
  }

  @Override
  public Optional<Problem> unavailable(String reason) {
    return Optional.of(Problem.authorityUnreachable(reason));
  }
}
