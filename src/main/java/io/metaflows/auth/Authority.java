package io.metaflows.auth;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;

/** Decides whether a token may act on an account. See {@code docs/authentication.md}. */
public interface Authority {

  /**
   * Decides. A bad token and an authority that cannot be asked are decisions too, never exceptions.
   */
  Decision decide(Token token, AccountId account, Deadline deadline);

  /** The token as the switch receives it. By default it stays in the header that it came in. */
  default Token upstream(Token token) {
    return token;
  }

  /**
   * Does the one-time work of the first decision before a request waits for it. It calls no other
   * service, decides nothing and never fails.
   */
  default void prime() {}
}
