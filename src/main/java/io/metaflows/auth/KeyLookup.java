package io.metaflows.auth;

import java.util.function.Function;
import java.util.function.Supplier;

/** The result of looking up a key by its {@code kid}. */
sealed interface KeyLookup {

  KeyLookup NO_SUCH_KEY = new NoSuchKey();
  KeyLookup KEYS_UNAVAILABLE = new KeysUnavailable();

  /** Calls the one function that belongs to this result. */
  <T> T fold(
      Function<VerificationKey, T> found, Supplier<T> noSuchKey, Supplier<T> keysUnavailable);

  /** The issuer has this key. */
  record KeyFound(VerificationKey key) implements KeyLookup {
    @Override
    public <T> T fold(
        Function<VerificationKey, T> found, Supplier<T> noSuchKey, Supplier<T> keysUnavailable) {
      return found.apply(key);
    }
  }

  /** The issuer has no such key: the token is forged, or its key was withdrawn. */
  record NoSuchKey() implements KeyLookup {
    @Override
    public <T> T fold(
        Function<VerificationKey, T> found, Supplier<T> noSuchKey, Supplier<T> keysUnavailable) {
      return noSuchKey.get();
    }
  }

  /** The issuer could not be asked, so nobody knows whether it has this key. */
  record KeysUnavailable() implements KeyLookup {
    @Override
    public <T> T fold(
        Function<VerificationKey, T> found, Supplier<T> noSuchKey, Supplier<T> keysUnavailable) {
      return keysUnavailable.get();
    }
  }
}
