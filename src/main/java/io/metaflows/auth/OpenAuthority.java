package io.metaflows.auth;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;

/**
 * Allows every token, for a developer's machine and for tests. The check at start decides where the
 * service may run with it.
 */
public final class OpenAuthority implements Authority {

  @Override
  public Decision decide(Token token, AccountId account, Deadline deadline) {
    return Decision.ALLOWED;
  }
}
