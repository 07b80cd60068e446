package io.metaflows.auth;

import io.metaflows.auth.Token.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The content of the two headers that can contain a token. Everything except {@link Present} leads
 * to 401. See {@code docs/authentication.md#tokens}.
 *
 * <p>A header that was sent twice comes as two values, or as one value with a comma. A token never
 * contains a comma. In {@code Authorization} only the scheme {@code Bearer} counts; Basic
 * credentials are not a token.
 */
public sealed interface TokenHeaders {

  /** Calls the one function that belongs to this content. */
  <T> T fold(
      Function<Token, T> present,
      Supplier<T> absent,
      Supplier<T> conflicting,
      Supplier<T> malformed);

  /** The token, if there is exactly one. */
  default Optional<Token> presentToken() {
    return fold(Optional::of, Optional::empty, Optional::empty, Optional::empty);
  }

  /** One token. If both headers contain the same one, it counts as {@code X-Auth-Token}. */
  record Present(Token token) implements TokenHeaders {
    @Override
    public <T> T fold(
        Function<Token, T> present,
        Supplier<T> absent,
        Supplier<T> conflicting,
        Supplier<T> malformed) {
      return present.apply(token);
    }
  }

  /** No token, or an empty one. */
  record Absent() implements TokenHeaders {
    @Override
    public <T> T fold(
        Function<Token, T> present,
        Supplier<T> absent,
        Supplier<T> conflicting,
        Supplier<T> malformed) {
      return absent.get();
    }
  }

  /** Two different tokens: it is unknown whose request this is. */
  record Conflicting() implements TokenHeaders {
    @Override
    public <T> T fold(
        Function<Token, T> present,
        Supplier<T> absent,
        Supplier<T> conflicting,
        Supplier<T> malformed) {
      return conflicting.get();
    }
  }

  /** A text that cannot be a token, because it contains spaces or invisible characters. */
  record Malformed() implements TokenHeaders {
    @Override
    public <T> T fold(
        Function<Token, T> present,
        Supplier<T> absent,
        Supplier<T> conflicting,
        Supplier<T> malformed) {
      return malformed.get();
    }
  }

  /**
   * Reads the headers.
   *
   * @param authToken all values of {@code X-Auth-Token}
   * @param authorization all values of {@code Authorization}
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
   * Removes the spaces and tabs that HTTP allows around a value. Other white space stays, and makes
   * the token malformed.
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
