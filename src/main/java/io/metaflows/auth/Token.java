package io.metaflows.auth;

/**
 * The token that a caller sent, and the header it came in; it goes upstream in the same header
 * (contract, section 9).
 *
 * @param value visible ASCII, never empty; never written to a log: {@link #toString()} hides it
 */
public record Token(String value, Header header) {

  /** What is longer than this is no token, and is not looked into: 8 KiB. */
  public static final int MAX_LENGTH = 8_192;

  /** The two headers that carry a token. */
  public enum Header {
    X_AUTH_TOKEN,
    AUTHORIZATION_BEARER
  }

  public Token {
    if (!isToken(value)) {
      throw new IllegalArgumentException("a token is visible ASCII, and not empty");
    }
  }

  /** Whether it is too long for any authority to look into. */
  public boolean isTooLong() {
    return value.length() > MAX_LENGTH;
  }

  /** A token goes into a header of a request of ours: a line break in it would be a second one. */
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  @Override
  public String toString() {
    return "Token[" + header + "]";
  }
}
