package io.metaflows.auth;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;

/**
 * Who decides whether a token may act on an account: what an authority must offer (contract,
 * section 9).
 */
public interface Authority {

  /**
   * The decision; never an exception for a token that is bad, or an authority that cannot be asked.
   */
  Decision decide(Token token, AccountId account, Deadline deadline);

  /** The token as it goes to the switch: in the header it came in, unless told otherwise. */
  default Token upstream(Token token) {
    return token;
  }

  /**
   * Does once, before anybody waits for it, what the first decision would have to do: it asks
   * nobody, decides nothing, and never fails.
   */
  default void prime() {}
}
