package io.metaflows.auth;

import io.metaflows.auth.Token.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the two headers that carry a token say (contract, section 9): everything but {@link Present}
 * is a 401.
 *
 * <p>A header that was sent twice may come as two values or as one, joined by a comma: no token
 * holds a comma. Of {@code Authorization} only {@code Bearer} is looked at; Basic is no token.
 */
public sealed interface TokenHeaders {

  /** One token. Sent the same in both headers, it counts as {@code X-Auth-Token}. */
  record Present(Token token) implements TokenHeaders {}

  /** No token, or an empty one. */
  record Absent() implements TokenHeaders {}

  /** Two tokens that differ: nobody can say whose request it is. */
  record Conflicting() implements TokenHeaders {}

  /** Something that cannot be a token: it holds spaces or invisible characters. */
  record Malformed() implements TokenHeaders {}

  /**
   * Reads the headers.
   *
   * @param authToken the values of {@code X-Auth-Token}, in any number
   * @param authorization the values of {@code Authorization}, in any number
   */
  static TokenHeaders read(List<String> authToken, List<String> authorization) {
    List<String> plain = elements(authToken).toList();
    List<String> bearer = elements(authorization).flatMap(e -> bearer(e).stream()).toList();
    List<String> all = new ArrayList<>(plain);
    all.addAll(bearer);
    if (all.isEmpty()) {
      return new Absent();
    }
    if (!all.stream().allMatch(Token::isToken)) {
      return new Malformed();
    }
    if (all.stream().distinct().count() > 1) {
      return new Conflicting();
    }
    Header header = plain.isEmpty() ? Header.AUTHORIZATION_BEARER : Header.X_AUTH_TOKEN;
    return new Present(new Token(all.get(0), header));
  }

  private static Stream<String> elements(List<String> values) {
    return values.stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(TokenHeaders::trimmed)
        .filter(element -> !element.isEmpty());
  }

  private static Optional<String> bearer(String element) {
    String scheme = "bearer";
    if (!element.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return Optional.empty();
    }
    String rest = element.substring(scheme.length());
    boolean separated = rest.startsWith(" ") || rest.startsWith("\t");
    return separated ? Optional.of(trimmed(rest)) : Optional.empty();
  }

  /**
   * Without the blanks that HTTP allows around a value; other white space stays, and is refused.
   */
  private static String trimmed(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
