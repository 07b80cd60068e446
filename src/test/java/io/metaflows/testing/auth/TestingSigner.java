package io.metaflows.testing.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens as Kazoo or an attacker would. It checks nothing that it signs. */
public final class TestingSigner {

  private final KeyPair pair;
  private final String kid;

  private TestingSigner(KeyPair pair, String kid) {
    this.pair = pair;
    this.kid = kid;
  }

  public static TestingSigner rsa(String kid, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new TestingSigner(generator.generateKeyPair(), kid);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String kid() {
    return kid;
  }

  public RSAPublicKey publicKey() {
    return (RSAPublicKey) pair.getPublic();
  }

  /** The public key as a JWK, with additional members such as {@code ,"use":"sig"}. */
  public String jwk(String more) {
    return "{\"kty\":\"RSA\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"%s}"
        .formatted(
            kid,
            unsigned(publicKey().getModulus().toByteArray()),
            unsigned(publicKey().getPublicExponent().toByteArray()),
            more);
  }

  public String jwk() {
    return jwk("");
  }

  /** A JWK Set that contains only this key. */
  public String set() {
    return set(jwk());
  }

  public static String set(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }

  /** The header of a token of Kazoo. */
  public String header() {
    return "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}";
  }

  /** A token with the header of a token of Kazoo. */
  public String token(String claims) {
    return token(header(), claims);
  }

  public String token(String header, String claims) {
    return token(header, claims, "SHA256withRSA");
  }

  public String token(String header, String claims, String algorithm) {
    String text = base64(header) + "." + base64(claims);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token that is signed with a secret. The usual attack uses a public key as the secret. */
  public static String hmac(String header, String claims, byte[] secret) {
    String text = base64(header) + "." + base64(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String unsigned(byte[] number) {
    int from = number[0] == 0 ? 1 : 0;
    return base64(java.util.Arrays.copyOfRange(number, from, number.length));
  }
}
