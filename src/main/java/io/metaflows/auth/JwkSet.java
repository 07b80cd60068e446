package io.metaflows.auth;

import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * The keys of a JWK Set that can verify a token: RSA, of 2,048 bits at least, with a {@code kid},
 * and meant for signatures. The others are passed over.
 */
final class JwkSet {

  static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512");

  private static final int LEAST_BITS = 2_048;

  private final Map<String, Key> keys;

  private JwkSet(Map<String, Key> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * @param algorithm the only one that the key is meant for; null for any of {@link #ALGORITHMS}
   */
  record Key(RSAPublicKey key, String algorithm) {
    boolean isFor(String used) {
      return algorithm == null || algorithm.equals(used);
    }
  }

  /**
   * @throws IllegalArgumentException with a reason if the text is no JWK Set, or one without a
   *     usable key
   */
  static JwkSet parse(String text) {
    Map<String, Key> keys = new HashMap<>();
    for (JsonWebKey jwk : read(text)) {
      if (isUsable(jwk)) {
        Key key = new Key(((RsaJsonWebKey) jwk).getRsaPublicKey(), jwk.getAlgorithm());
        if (keys.put(jwk.getKeyId(), key) != null) {
          throw new IllegalArgumentException("two keys share one kid");
        }
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "no key in it is RSA of 2048 bits or more, for signatures, and has a kid");
    }
    return new JwkSet(keys);
  }

  VerificationKeys.Lookup lookup(String kid) {
    Key key = keys.get(kid);
    return key == null
        ? new VerificationKeys.Lookup.NoSuchKey()
        : new VerificationKeys.Lookup.Found(key);
  }

  /** Of one of them; there is one at least. */
  String anyId() {
    return keys.keySet().iterator().next();
  }

  private static List<JsonWebKey> read(String text) {
    try {
      return new JsonWebKeySet(text).getJsonWebKeys();
    } catch (JoseException | ClassCastException e) {
      throw new IllegalArgumentException("it is no JWK Set", e);
    }
  }

  private static boolean isUsable(JsonWebKey jwk) {
    return jwk instanceof RsaJsonWebKey rsa
        && rsa.getRsaPublicKey().getModulus().bitLength() >= LEAST_BITS
        && jwk.getKeyId() != null
        && !jwk.getKeyId().isEmpty()
        && (jwk.getUse() == null || jwk.getUse().equals(Use.SIGNATURE))
        && (jwk.getKeyOps() == null || jwk.getKeyOps().contains("verify"))
        && (jwk.getAlgorithm() == null || ALGORITHMS.contains(jwk.getAlgorithm()));
  }
}
