package io.metaflows.auth;

import java.security.interfaces.RSAPublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/**
 * The usable keys of a JWK Set. A key is usable if it is RSA with 2,048 bits or more, has a {@code
 * kid} of its own, and is meant for signatures. All other keys are ignored.
 */
final class JwkSet {

  static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512");

  static final JwkSet EMPTY = new JwkSet(Map.of(), Set.of());

  private static final int MIN_BITS = 2_048;

  private final Map<String, VerificationKey> keys;
  private final Set<String> ambiguous;

  private JwkSet(Map<String, VerificationKey> keys, Set<String> ambiguous) {
    this.keys = keys;
    this.ambiguous = ambiguous;
  }

  /**
   * Reads a JWK Set, which may contain no usable key. If two otherwise usable keys have the same
   * {@code kid}, a token cannot say which one it means, and neither is usable.
   *
   * @throws IllegalArgumentException with a reason if the text is not a JWK Set
   */
  static JwkSet parse(String text) {
    List<RsaJsonWebKey> candidates =
        read(text).stream()
            .filter(RsaJsonWebKey.class::isInstance)
            .map(RsaJsonWebKey.class::cast)
            .filter(JwkSet::isCandidate)
            .toList();
    Set<String> kids = new HashSet<>();
    Set<String> ambiguous =
        candidates.stream()
            .map(JsonWebKey::getKeyId)
            .filter(kid -> !kids.add(kid))
            .collect(Collectors.toUnmodifiableSet());
    Map<String, VerificationKey> keys =
        candidates.stream()
            .filter(jwk -> !ambiguous.contains(jwk.getKeyId()))
            .collect(Collectors.toUnmodifiableMap(JsonWebKey::getKeyId, JwkSet::key));
    return new JwkSet(keys, ambiguous);
  }

  /**
   * Reads a JWK Set of the settings. What an operator wrote must be usable as a whole.
   *
   * @throws IllegalArgumentException with a reason if the text is not a JWK Set, contains no usable
   *     key, or contains two keys with the same {@code kid}
   */
  static JwkSet parseConfigured(String text) {
    JwkSet set = parse(text);
    if (!set.ambiguous.isEmpty()) {
      throw new IllegalArgumentException("two keys share one kid");
    }
    if (set.keys.isEmpty()) {
      throw new IllegalArgumentException(
          "no key in it is RSA of 2048 bits or more, for signatures, and has a kid");
    }
    return set;
  }

  Optional<VerificationKey> find(String kid) {
    return Optional.ofNullable(keys.get(kid));
  }

  Optional<String> anyKid() {
    return keys.keySet().stream().findAny();
  }

  private static List<JsonWebKey> read(String text) {
    try {
      return new JsonWebKeySet(text).getJsonWebKeys();
    } catch (JoseException | ClassCastException e) {
      throw new IllegalArgumentException("it is no JWK Set", e);
    }
  }

  private static boolean isCandidate(RsaJsonWebKey jwk) {
    return jwk.getRsaPublicKey().getModulus().bitLength() >= MIN_BITS
        && jwk.getKeyId() != null
        && !jwk.getKeyId().isEmpty()
        && (jwk.getUse() == null || jwk.getUse().equals(Use.SIGNATURE))
        && (jwk.getKeyOps() == null || jwk.getKeyOps().contains("verify"))
        && (jwk.getAlgorithm() == null || ALGORITHMS.contains(jwk.getAlgorithm()));
  }

  private static VerificationKey key(RsaJsonWebKey jwk) {
    RSAPublicKey key = jwk.getRsaPublicKey();
    return new VerificationKey(key, Optional.ofNullable(jwk.getAlgorithm()));
  }
}
