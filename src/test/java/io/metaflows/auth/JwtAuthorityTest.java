package io.metaflows.auth;

import static io.metaflows.auth.Jwt.FOR_ENCRYPTION;
import static io.metaflows.auth.Jwt.FOR_RS512;
import static io.metaflows.auth.Jwt.KAZOO;
import static io.metaflows.auth.Jwt.NOW;
import static io.metaflows.auth.Jwt.SHORT;
import static io.metaflows.auth.Jwt.STRANGER;
import static io.metaflows.auth.Jwt.decide;
import static io.metaflows.auth.Jwt.good;
import static io.metaflows.auth.Jwt.header;
import static io.metaflows.auth.Jwt.ofAccount;
import static io.metaflows.auth.Jwt.timed;
import static io.metaflows.auth.Jwt.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.metaflows.testing.auth.TestingSigner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Good tokens, and the keys that verify them. See {@code docs/authentication.md#mode-jwt}. */
class JwtAuthorityTest {

  static Stream<Arguments> admitted() {
    String rs384 = header("\"alg\":\"RS384\",\"kid\":\"key-1\"");
    String rs512 = header("\"alg\":\"RS512\",\"kid\":\"key-1\"");
    String own512 = header("\"alg\":\"RS512\",\"kid\":\"only-512\"");
    return Stream.of(
        arguments("as Kazoo writes it", KAZOO.token(good())),
        arguments("RS384", KAZOO.token(rs384, good(), "SHA384withRSA")),
        arguments("RS512", KAZOO.token(rs512, good(), "SHA512withRSA")),
        arguments("a key for RS512 alone", FOR_RS512.token(own512, good(), "SHA512withRSA")),
        arguments("expired within the skew", KAZOO.token(until(NOW - 29))),
        arguments(
            "not yet valid within the skew",
            KAZOO.token(timed("\"nbf\":" + (NOW + 29) + ",\"exp\":" + (NOW + 99)))),
        arguments("without typ", KAZOO.token("{\"alg\":\"RS256\",\"kid\":\"key-1\"}", good())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("admitted")
  void aGoodTokenLetsIn(String name, String token) {
    assertThat(decide(token)).as(name).isEqualTo(Decision.ALLOWED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account-2",
        "ACCOUNT-1",
        "Account-1",
        " account-1",
        "account-1 ",
        "account-1\\u0000",
        "",
        "*",
        "account-1/",
        "account%2d1",
        "account\\u20101"
      })
  void aGoodTokenOfAnotherAccountIsForbidden(String accountId) {
    assertThat(decide(KAZOO.token(ofAccount("\"" + accountId + "\""))))
        .isEqualTo(Decision.FORBIDDEN);
  }

  @Test
  void aTokenOfJust8KiBIsRead() {
    String shorter = KAZOO.token(timed("\"pad\":\"\",\"exp\":" + (NOW + 99)));
    int room = (Token.MAX_LENGTH - shorter.length()) * 3 / 4 - 2;
    String token = KAZOO.token(timed("\"pad\":\"" + "x".repeat(room) + "\",\"exp\":" + (NOW + 99)));
    assertThat(token.length()).isBetween(Token.MAX_LENGTH - 8, Token.MAX_LENGTH);
    assertThat(decide(token)).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void theTokenGoesUpstreamInTheHeaderThatKazooReadsAJwtFrom() {
    assertThat(Jwt.authority().upstream(new Token("t", Token.Header.AUTHORIZATION_BEARER)))
        .isEqualTo(new Token("t", Token.Header.X_AUTH_TOKEN));
  }

  @Test
  void theSkewIsTheOneThatIsSet() {
    JwtAuthority authority = Jwt.authority(Jwt.SET, "metaflows.auth.jwt.clock-skew", "0");

    assertThat(decide(authority, KAZOO.token(until(NOW + 1)))).isEqualTo(Decision.ALLOWED);
    assertThat(decide(authority, KAZOO.token(until(NOW - 1)))).isEqualTo(Decision.UNAUTHENTICATED);
  }

  @Test
  void anAuthorityThatWasPrimedDecidesAsAnyOther() {
    JwtAuthority authority = Jwt.authority();
    authority.prime();

    assertThat(decide(authority, KAZOO.token(until(NOW + 99)))).isEqualTo(Decision.ALLOWED);
    assertThat(decide(authority, STRANGER.token(until(NOW + 99))))
        .isEqualTo(Decision.UNAUTHENTICATED);
  }

  @Test
  void primingWaitsForNoKeysOfAUrl() {
    JwtAuthority authority = Jwt.authority("https://keys.invalid/jwks.json");
    authority.prime();

    assertThat(decide(authority, KAZOO.token(until(NOW + 99))))
        .isInstanceOf(Decision.AuthorityUnavailable.class);
  }

  static Stream<Arguments> uselessKeys() {
    return Stream.of(
        arguments("nothing", ""),
        arguments("no JSON", "{keys"),
        arguments("no keys", "{}"),
        arguments("keys that are no list", "{\"keys\":{}}"),
        arguments("keys that are no objects", "{\"keys\":[1,\"2\"]}"),
        arguments("an empty list", "{\"keys\":[]}"),
        arguments("a bare key", KAZOO.jwk()),
        arguments("a short key only", SHORT.set()),
        arguments(
            "a key for encryption only", TestingSigner.set(FOR_ENCRYPTION.jwk(",\"use\":\"enc\""))),
        arguments(
            "a key for another algorithm", TestingSigner.set(KAZOO.jwk(",\"alg\":\"PS256\""))),
        arguments(
            "a key without a name",
            TestingSigner.set(KAZOO.jwk().replace("\"kid\":\"key-1\",", ""))),
        arguments("two keys of one name", TestingSigner.set(KAZOO.jwk(), STRANGER.jwk())),
        arguments("a PEM", "-----BEGIN PUBLIC KEY-----"),
        arguments("a file", "/etc/keys.json"),
        arguments("a file's URL", "file:///etc/keys.json"),
        arguments("http", "http://kazoo.example/jwks.json"),
        arguments("https without a host", "https:///jwks.json"),
        arguments("a URL with a blank", "https://kazoo.example/a b"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uselessKeys")
  void theServiceDoesNotStartWithKeysThatLetNobodyIn(String name, String keys) {
    assertThatThrownBy(() -> Jwt.authority(keys))
        .as(name)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metaflows.auth.jwt.keys");
  }
}
