package io.metaflows.auth;

/**
 * The token that a caller sent, and the header it came in; it goes upstream in the same header
 * (contract, section 9).
 *
 * @param value never empty; never written to a log: {@link #toString()} hides it
 */
public record Token(String value, Header header) {

  /** The two headers that carry a token. */
  public enum Header {
    X_AUTH_TOKEN,
    AUTHORIZATION_BEARER
  }

  public Token {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a token cannot be empty");
    }
  }

  @Override
  public String toString() {
    return "Token[" + header + "]";
  }
}
