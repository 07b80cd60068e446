package io.metaflows.auth;

import io.metaflows.metaflow.Deadline;
import java.util.Optional;

/** A source of the public keys that tokens are verified with. */
interface VerificationKeys {

  /** Looks up a key. It may call the issuer, but returns by the deadline. */
  KeyLookup lookup(String kid, Deadline deadline);

  /** The {@code kid} of any key that needs no call to the issuer; empty if there is none. */
  default Optional<String> kidAtHand() {
    return Optional.empty();
  }

  /** The keys of a JWK Set that is part of the settings. */
  record ConfiguredKeys(JwkSet keys) implements VerificationKeys {
    @Override
    public KeyLookup lookup(String kid, Deadline deadline) {
      return keys.find(kid).<KeyLookup>map(KeyLookup.KeyFound::new).orElse(KeyLookup.NO_SUCH_KEY);
    }

    @Override
    public Optional<String> kidAtHand() {
      return keys.anyKid();
    }
  }
}
