package io.metaflows.auth;

import static io.metaflows.auth.Token.Header.AUTHORIZATION_BEARER;
import static io.metaflows.auth.Token.Header.X_AUTH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenHeadersTest {

  private static final List<String> NONE = List.of();

  private static TokenHeaders plain(String token) {
    return new TokenHeaders.Present(new Token(token, X_AUTH_TOKEN));
  }

  private static TokenHeaders bearer(String token) {
    return new TokenHeaders.Present(new Token(token, AUTHORIZATION_BEARER));
  }

  static Stream<Arguments> headers() {
    TokenHeaders absent = new TokenHeaders.Absent();
    TokenHeaders conflicting = new TokenHeaders.Conflicting();
    TokenHeaders malformed = new TokenHeaders.Malformed();
    return Stream.of(
        arguments(NONE, NONE, absent),
        arguments(List.of(""), List.of(""), absent),
        arguments(List.of(" \t"), NONE, absent),
        arguments(List.of(","), List.of(","), absent),
        arguments(NONE, List.of("Bearer"), absent),
        arguments(NONE, List.of("Bearer  "), absent),
        arguments(NONE, List.of("Basic dXNlcjpzZWNyZXQ="), absent),
        arguments(NONE, List.of("t"), absent),
        arguments(NONE, List.of("Bearert"), absent),
        arguments(NONE, List.of("Digest username=\"t\""), absent),
        arguments(List.of("t"), NONE, plain("t")),
        arguments(List.of(" t "), NONE, plain("t")),
        arguments(List.of("t"), List.of("Basic dXNlcg=="), plain("t")),
        arguments(List.of(""), List.of("Bearer t"), bearer("t")),
        arguments(NONE, List.of("Bearer t"), bearer("t")),
        arguments(NONE, List.of("bEARER \t t "), bearer("t")),
        arguments(NONE, List.of("Basic dXNlcg==", "Bearer t"), bearer("t")),
        arguments(NONE, List.of("Basic dXNlcg==, Bearer t"), bearer("t")),
        arguments(List.of("t"), List.of("Bearer t"), plain("t")),
        arguments(List.of("t", "t"), NONE, plain("t")),
        arguments(List.of("t,t"), NONE, plain("t")),
        arguments(NONE, List.of("Bearer t,Bearer t"), bearer("t")),
        arguments(List.of("t"), List.of("Bearer u"), conflicting),
        arguments(List.of("t"), List.of("Bearer T"), conflicting),
        arguments(List.of("t", "u"), NONE, conflicting),
        arguments(List.of("t, u"), NONE, conflicting),
        arguments(NONE, List.of("Bearer t", "Bearer u"), conflicting),
        arguments(NONE, List.of("Bearer t, Bearer u"), conflicting),
        arguments(List.of("t u"), NONE, malformed),
        arguments(NONE, List.of("Bearer t u"), malformed),
        arguments(List.of("t\r\nX-Other: u"), NONE, malformed),
        arguments(List.of("t\u0000"), NONE, malformed),
        arguments(List.of("\u00a0"), NONE, malformed),
        arguments(List.of("t\u00fc"), NONE, malformed),
        arguments(List.of("t"), List.of("Bearer t\u007f"), malformed));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void oneTokenOrNone(List<String> authToken, List<String> authorization, TokenHeaders expected) {
    assertThat(TokenHeaders.read(authToken, authorization)).isEqualTo(expected);
  }

  @Test
  void aTokenIsNotSeenInWhatIsPrinted() {
    assertThat(TokenHeaders.read(List.of("my-secret"), NONE).toString())
        .doesNotContain("my-secret");
  }
}
