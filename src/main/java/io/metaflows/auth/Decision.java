package io.metaflows.auth;

/** What an authority says of a token and an account (contract, section 9). */
public sealed interface Decision {

  /** The token may act on the account. */
  record Allowed() implements Decision {}

  /** The token is none, expired or forged: 401. */
  record Unauthenticated() implements Decision {}

  /** The token is good, but has no right on this account: 403. */
  record Forbidden() implements Decision {}

  /** The authority does not know the account: 404. */
  record UnknownAccount() implements Decision {}

  /**
   * The authority could not be asked: 503, never a yes.
   *
   * @param reason what a caller may be told; names no token
   */
  record Unavailable(String reason) implements Decision {}
}
