package io.metaflows.auth;

/** The answer of an {@link Authority} about a token and an account. */
public sealed interface Decision {

  Decision ALLOWED = new Allowed();
  Decision UNAUTHENTICATED = new Unauthenticated();
  Decision FORBIDDEN = new Forbidden();
  Decision UNKNOWN_ACCOUNT = new UnknownAccount();

  /** Calls the one function of the fold that belongs to this decision. */
  <T> T fold(DecisionFold<T> fold);

  /** The token may act on the account. */
  record Allowed() implements Decision {
    @Override
    public <T> T fold(DecisionFold<T> fold) {
      return fold.allowed();
    }
  }

  /** The token is not a token, has expired or is forged. */
  record Unauthenticated() implements Decision {
    @Override
    public <T> T fold(DecisionFold<T> fold) {
      return fold.unauthenticated();
    }
  }

  /** The token is good, but has no right on this account. */
  record Forbidden() implements Decision {
    @Override
    public <T> T fold(DecisionFold<T> fold) {
      return fold.forbidden();
    }
  }

  /** The authority does not know the account. */
  record UnknownAccount() implements Decision {
    @Override
    public <T> T fold(DecisionFold<T> fold) {
      return fold.unknownAccount();
    }
  }

  /**
   * The authority could not be asked, so nobody knows whether the token is good.
   *
   * @param reason text for the caller; never contains a token
   */
  record AuthorityUnavailable(String reason) implements Decision {
    @Override
    public <T> T fold(DecisionFold<T> fold) {
      return fold.unavailable(reason);
    }
  }
}
