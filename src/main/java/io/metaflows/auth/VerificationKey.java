package io.metaflows.auth;

import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/**
 * A public key that verifies tokens.
 *
 * @param algorithm the only algorithm that the key may be used with; empty if it may be used with
 *     any of {@link JwkSet#ALGORITHMS}
 */
record VerificationKey(RSAPublicKey key, Optional<String> algorithm) {

  boolean isFor(String used) {
    return algorithm.isEmpty() || algorithm.get().equals(used);
  }
}
