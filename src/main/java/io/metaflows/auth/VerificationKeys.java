package io.metaflows.auth;

import io.metaflows.metaflow.Deadline;
import java.util.Optional;

/** Where the public keys come from that tokens are verified with. */
interface VerificationKeys {

  /** The keys that are worth looking in for a key of this id. */
  Lookup lookup(String kid, Deadline deadline);

  /** The id of a key that is at hand without asking; empty if none is. */
  default Optional<String> atHand() {
    return Optional.empty();
  }

  /** The outcome of {@link #lookup}. */
  sealed interface Lookup {
    record Found(JwkSet.Key key) implements Lookup {}

    /** The issuer has no such key: the token is forged, or its key was withdrawn. */
    record NoSuchKey() implements Lookup {}

    /** The issuer could not be asked for its keys. */
    record Unavailable() implements Lookup {}
  }

  /** The keys of a set that stands in the settings. */
  record Fixed(JwkSet keys) implements VerificationKeys {
    @Override
    public Lookup lookup(String kid, Deadline deadline) {
      return keys.lookup(kid);
    }

    @Override
    public Optional<String> atHand() {
      return Optional.of(keys.anyId());
    }
  }
}
