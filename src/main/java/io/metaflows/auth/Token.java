package io.metaflows.auth;

/**
 * The token of a request, with the header that it came in. The switch receives it in the same
 * header, unless the {@link Authority} says otherwise.
 *
 * @param value visible ASCII, never empty; never written to a log, so {@link #toString()} hides it
 */
public record Token(String value, Header header) {

  /** The greatest length of a token, 8 KiB. A longer text is not examined. */
  public static final int MAX_LENGTH = 8_192;

  /** The two headers that can contain a token. */
  public enum Header {
    X_AUTH_TOKEN,
    AUTHORIZATION_BEARER
  }

  public Token {
    if (!isToken(value)) {
      throw new IllegalArgumentException("a token is visible ASCII, and not empty");
    }
  }

  public boolean isTooLong() {
    return value.length() > MAX_LENGTH;
  }

  /**
   * Whether the text is visible ASCII. A token becomes a header of a request to the switch, where a
   * line break would start another header.
   */
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  @Override
  public String toString() {
    return "Token[" + header + "]";
  }
}
