package io.metaflows.auth;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;

/**
 * Lets any token in (contract, section 9): for a newcomer's machine and the tests. Where the
 * service may start with it is not decided here.
 */
public final class OpenAuthority implements Authority {

  @Override
  public Decision decide(Token token, AccountId account, Deadline deadline) {
    return new Decision.Allowed();
  }
}
