package io.metaflows.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.auth.TestingSigner;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expiry is read from any token without a failure, and is always a time that can be used. */
class TokenExpiryTest {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static String jwt(String claims) {
    return "e30." + TestingSigner.base64(claims) + ".c2ln";
  }

  @ParameterizedTest
  @CsvSource({
    "1767225600, 2026-01-01T00:00:00Z",
    "1767225600.9, 2026-01-01T00:00:00Z",
    "-1, 1970-01-01T00:00:00Z",
    "-1e300, 1970-01-01T00:00:00Z",
    "1e300, 9999-12-31T23:59:59Z",
    "1e99999999999, 9999-12-31T23:59:59Z",
    "9223372036854775807, 9999-12-31T23:59:59Z"
  })
  void theExpiryIsTheOneInTheToken(String exp, Instant expected) {
    assertThat(TokenExpiry.of(jwt("{\"exp\":" + exp + "}"))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t",
        ".",
        "..",
        "...",
        "e30.e30.",
        "e30.!.c2ln",
        ".e30.c2ln",
        "a.b.c.d.e",
        "e30.bnVsbA.c2ln",
        "bnVsbA.eyJleHAiOjF9.c2ln",
        "eyJlbmMiOiJBMTI4R0NNIn0..a.b.c"
      })
  void aTokenThatIsNoJwtHasNone(String token) {
    assertThat(TokenExpiry.of(token)).isEmpty();
  }

  @Test
  void everyTokenHasAnExpiryThatCanBeUsedOrNone() {
    Random random = new Random(11);
    String alphabet = "{}[]\":,0123456789eE.-truefalsnxp\\ ";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder junk = new StringBuilder();
      for (int j = random.nextInt(40); j >= 0; j--) {
        junk.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String claims = random.nextBoolean() ? junk.toString() : "{\"exp\":" + junk + "}";
      assertThat(TokenExpiry.of(jwt(claims)).orElse(LATEST))
          .as(claims)
          .isBetween(Instant.EPOCH, LATEST);
    }
    assertThat(TokenExpiry.of(jwt("[".repeat(5_000)))).isEmpty();
  }
}
