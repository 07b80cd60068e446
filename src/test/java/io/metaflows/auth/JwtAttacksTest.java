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
import static io.metaflows.auth.Jwt.issuedBy;
import static io.metaflows.auth.Jwt.ofAccount;
import static io.metaflows.auth.Jwt.timed;
import static io.metaflows.auth.Jwt.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.metaflows.testing.auth.TestingSigner;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Forged and damaged tokens are refused. See {@code docs/authentication.md#mode-jwt}. */
class JwtAttacksTest {

  static Stream<Arguments> attacks() {
    String token = KAZOO.token(good());
    String text = token.substring(0, token.lastIndexOf('.'));
    String signature = token.substring(token.lastIndexOf('.') + 1);
    byte[] publicKey = KAZOO.publicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey)
            + "\n-----END PUBLIC KEY-----\n";
    String hs256 = header("\"alg\":\"HS256\",\"kid\":\"key-1\"");
    String own = "\"alg\":\"RS256\",\"kid\":\"key-1\"";
    String strangersJwk = STRANGER.jwk();
    return Stream.of(
        arguments("no JWT at all", "0123456789abcdef0123456789abcdef"),
        arguments("dots alone", ".."),
        arguments("alg none, no signature", unsigned("none", "")),
        arguments("alg none, the signature of another token", unsigned("none", signature)),
        arguments("alg None", unsigned("None", "")),
        arguments("alg nOnE with a signature", unsigned("nOnE", signature)),
        arguments("HMAC with the public key's bytes", TestingSigner.hmac(hs256, good(), publicKey)),
        arguments(
            "HMAC with the public key's PEM",
            TestingSigner.hmac(hs256, good(), pem.getBytes(StandardCharsets.US_ASCII))),
        arguments(
            "HMAC with the public key's modulus",
            TestingSigner.hmac(hs256, good(), KAZOO.publicKey().getModulus().toByteArray())),
        arguments(
            "HMAC with an empty-looking secret", TestingSigner.hmac(hs256, good(), new byte[32])),
        arguments(
            "HMAC with a secret of the key set",
            TestingSigner.hmac(
                header("\"alg\":\"HS256\",\"kid\":\"secret\""),
                good(),
                "0".repeat(64).getBytes(StandardCharsets.US_ASCII))),
        arguments(
            "HMAC's secret under an RSA name",
            TestingSigner.hmac(KAZOO.header(), good(), publicKey)),
        arguments(
            "RSASSA-PSS, which Kazoo does not write",
            KAZOO.token(header("\"alg\":\"PS256\",\"kid\":\"key-1\""), good())),
        arguments(
            "ECDSA's name", KAZOO.token(header("\"alg\":\"ES256\",\"kid\":\"key-1\""), good())),
        arguments(
            "EdDSA's name", KAZOO.token(header("\"alg\":\"EdDSA\",\"kid\":\"key-1\""), good())),
        arguments("RS1", KAZOO.token(header("\"alg\":\"RS1\",\"kid\":\"key-1\""), good())),
        arguments(
            "alg in lower case",
            KAZOO.token(header("\"alg\":\"rs256\",\"kid\":\"key-1\""), good())),
        arguments("alg missing", KAZOO.token(header("\"kid\":\"key-1\""), good())),
        arguments("alg a number", KAZOO.token(header("\"alg\":256,\"kid\":\"key-1\""), good())),
        arguments(
            "alg a list", KAZOO.token(header("\"alg\":[\"RS256\"],\"kid\":\"key-1\""), good())),
        arguments("alg twice", KAZOO.token(header("\"alg\":\"none\"," + own), good())),
        arguments(
            "alg other than the signature's",
            KAZOO.token(header("\"alg\":\"RS512\",\"kid\":\"key-1\""), good())),
        arguments(
            "alg other than the key is for",
            FOR_RS512.token(header("\"alg\":\"RS256\",\"kid\":\"only-512\""), good())),
        arguments("a key for encryption", FOR_ENCRYPTION.token(good())),
        arguments("a key of 1024 bits", SHORT.token(good())),
        arguments("kid missing", KAZOO.token(header("\"alg\":\"RS256\""), good())),
        arguments("kid empty", KAZOO.token(header("\"alg\":\"RS256\",\"kid\":\"\""), good())),
        arguments(
            "kid unknown", KAZOO.token(header("\"alg\":\"RS256\",\"kid\":\"key-2\""), good())),
        arguments(
            "kid in another case",
            KAZOO.token(header("\"alg\":\"RS256\",\"kid\":\"KEY-1\""), good())),
        arguments(
            "kid like a path",
            KAZOO.token(header("\"alg\":\"RS256\",\"kid\":\"../../../dev/null\""), good())),
        arguments(
            "kid like a URL",
            KAZOO.token(header("\"alg\":\"RS256\",\"kid\":\"https://evil.example/k\""), good())),
        arguments(
            "kid like a query",
            KAZOO.token(header("\"alg\":\"RS256\",\"kid\":\"key-1' OR '1'='1\""), good())),
        arguments("kid a number", KAZOO.token(header("\"alg\":\"RS256\",\"kid\":1"), good())),
        arguments("kid null", KAZOO.token(header("\"alg\":\"RS256\",\"kid\":null"), good())),
        arguments("signed by a stranger under our kid", STRANGER.token(good())),
        arguments(
            "jwk brings the stranger's key",
            STRANGER.token(header(own + ",\"jwk\":" + strangersJwk), good())),
        arguments(
            "jwk beside a good signature",
            KAZOO.token(header(own + ",\"jwk\":" + strangersJwk), good())),
        arguments(
            "jku points to the stranger's keys",
            STRANGER.token(header(own + ",\"jku\":\"https://evil.example/jwks\""), good())),
        arguments(
            "jku beside a good signature",
            KAZOO.token(header(own + ",\"jku\":\"https://evil.example/jwks\""), good())),
        arguments(
            "x5u points to the stranger's certificate",
            STRANGER.token(header(own + ",\"x5u\":\"https://evil.example/c\""), good())),
        arguments(
            "x5u beside a good signature",
            KAZOO.token(header(own + ",\"x5u\":\"https://evil.example/c\""), good())),
        arguments(
            "x5c brings a certificate",
            STRANGER.token(header(own + ",\"x5c\":[\"MIIB\"]"), good())),
        arguments("crit", KAZOO.token(header(own + ",\"crit\":[\"exp\"],\"exp\":1"), good())),
        arguments("crit, empty", KAZOO.token(header(own + ",\"crit\":[]"), good())),
        arguments(
            "an unencoded payload",
            KAZOO.token(header(own + ",\"b64\":false,\"crit\":[\"b64\"]"), good())),
        arguments("a nested token", KAZOO.token(header(own + ",\"cty\":\"JWT\""), token)),
        arguments("the signature missing", text + "."),
        arguments("the signature's dot missing", text),
        arguments("the signature wrong in one bit", text + "." + flipped(signature)),
        arguments(
            "the signature truncated", text + "." + signature.substring(0, signature.length() - 4)),
        arguments("the signature doubled", text + "." + signature + signature),
        arguments("a second signature", token + "." + signature),
        arguments("the signature padded", token + "="),
        arguments("a stray character in the signature", text + ".!" + signature),
        arguments("the signature of zeros", text + "." + TestingSigner.base64(new byte[256])),
        arguments(
            "claims changed after signing",
            text.split("\\.", 0)[0]
                + "."
                + TestingSigner.base64(until(NOW + 99_999))
                + "."
                + signature),
        arguments("encrypted in place of signed", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..a.b.c"),
        arguments("expired", KAZOO.token(until(NOW - 31))),
        arguments("expired long ago", KAZOO.token(until(1))),
        arguments("exp before all time", KAZOO.token(until(Long.MIN_VALUE))),
        arguments("exp missing", KAZOO.token(timed("\"a\":1"))),
        arguments("exp null", KAZOO.token(timed("\"exp\":null"))),
        arguments("exp a text", KAZOO.token(timed("\"exp\":\"" + (NOW + 99) + "\""))),
        arguments("exp a list", KAZOO.token(timed("\"exp\":[" + (NOW + 99) + "]"))),
        arguments("exp twice", KAZOO.token(timed("\"exp\":1,\"exp\":" + (NOW + 99)))),
        arguments(
            "not yet valid",
            KAZOO.token(timed("\"nbf\":" + (NOW + 31) + ",\"exp\":" + (NOW + 99)))),
        arguments("nbf a text", KAZOO.token(timed("\"nbf\":\"0\",\"exp\":" + (NOW + 99)))),
        arguments("another issuer", KAZOO.token(issuedBy("\"evil\""))),
        arguments("the issuer in another case", KAZOO.token(issuedBy("\"Kazoo\""))),
        arguments("the issuer padded", KAZOO.token(issuedBy("\"kazoo \""))),
        arguments("the issuer in a list", KAZOO.token(issuedBy("[\"kazoo\"]"))),
        arguments("the issuer null", KAZOO.token(issuedBy("null"))),
        arguments("the issuer empty", KAZOO.token(issuedBy("\"\""))),
        arguments(
            "the issuer missing",
            KAZOO.token("{\"account_id\":\"account-1\",\"exp\":" + (NOW + 99) + "}")),
        arguments(
            "account_id missing", KAZOO.token("{\"iss\":\"kazoo\",\"exp\":" + (NOW + 99) + "}")),
        arguments("account_id null", KAZOO.token(ofAccount("null"))),
        arguments("account_id a number", KAZOO.token(ofAccount("1"))),
        arguments("account_id true", KAZOO.token(ofAccount("true"))),
        arguments("account_id a list", KAZOO.token(ofAccount("[\"account-1\"]"))),
        arguments("account_id an object", KAZOO.token(ofAccount("{\"account-1\":\"account-1\"}"))),
        arguments(
            "account_id twice", KAZOO.token(ofAccount("\"other\",\"account_id\":\"account-1\""))),
        arguments("claims that are no object", KAZOO.token("[" + good() + "]")),
        arguments("claims that are no JSON", KAZOO.token("account-1")),
        arguments(
            "over 8 KiB",
            KAZOO.token(timed("\"pad\":\"" + "x".repeat(8_192) + "\",\"exp\":" + (NOW + 99)))));
  }

  private static String unsigned(String algorithm, String signature) {
    return TestingSigner.base64(header("\"alg\":\"" + algorithm + "\",\"kid\":\"key-1\""))
        + "."
        + TestingSigner.base64(good())
        + "."
        + signature;
  }

  private static String flipped(String signature) {
    byte[] bytes = Base64.getUrlDecoder().decode(signature);
    bytes[7] ^= 1;
    return TestingSigner.base64(bytes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void nobodyGetsInBy(String attack, String token) {
    assertThat(decide(token)).as(attack).isEqualTo(Decision.UNAUTHENTICATED);
  }

  @Test
  void anythingSignedByKazooOrNotEndsInADecision() {
    Random random = new Random(42);
    String alphabet = "{}[]\":,0123456789eE.-truefalsn\\u \"\"\"";
    for (int i = 0; i < 300; i++) {
      StringBuilder junk = new StringBuilder();
      for (int j = random.nextInt(40); j >= 0; j--) {
        junk.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String claims = random.nextBoolean() ? junk.toString() : "{\"exp\":" + junk + "}";
      String member = header("\"alg\":\"RS256\",\"kid\":\"key-1\",\"typ\":" + junk);
      assertThat(decide(KAZOO.token(claims))).isEqualTo(Decision.UNAUTHENTICATED);
      assertThat(decide(STRANGER.token(member, good()))).isEqualTo(Decision.UNAUTHENTICATED);
    }
  }
}
