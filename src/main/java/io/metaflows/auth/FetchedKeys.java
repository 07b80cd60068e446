package io.metaflows.auth;

import io.metaflows.metaflow.Deadline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The keys of a JWK Set behind an https URL. The set is fetched when it is first needed, and again
 * when it is old. See {@code docs/authentication.md#keys}.
 *
 * <p>Anybody can write a token that names an unknown key. Therefore an unknown {@code kid} causes a
 * fetch only if the last one was long enough ago. A set that was fetched replaces the one before
 * even if it contains no usable key, because a key that is no longer published is withdrawn. While
 * the issuer cannot be asked, the last set stays in use up to its maximum age.
 *
 * <p>{@code docs/decisions/0008-jwk-set-fetching.md} says why this is not jose4j's {@code
 * HttpsJwks}.
 */
final class FetchedKeys implements VerificationKeys {

  /** The pause before another try while there is no set to use: until then no token is accepted. */
  static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(5);

  private static final Instant NEVER = Instant.MIN;

  private static final Logger LOG = Logger.getLogger(FetchedKeys.class);

  private final JwkSetSource source;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile LastFetch last;

  /** Fetches the text of a JWK Set. */
  interface JwkSetSource {

    /**
     * @throws IOException if there is no answer by the deadline, or the answer is an error
     */
    String fetch(Deadline deadline) throws IOException;
  }

  FetchedKeys(JwkSetSource source, JwtSettings settings, Clock clock) {
    this.source = source;
    this.clock = clock;
    this.last = new LastFetch(JwkSet.EMPTY, NEVER, NEVER, false, settings);
  }

  /**
   * The last set that was fetched, and the result of the last attempt.
   *
   * @param fetched when the fetch of the set began; {@link #NEVER} if there was none
   * @param tried when the last attempt began; {@link #NEVER} if there was none
   * @param failed whether the last attempt failed
   */
  private record LastFetch(
      JwkSet keys, Instant fetched, Instant tried, boolean failed, JwtSettings settings) {

    Optional<VerificationKey> find(String kid, Instant now) {
      return isUsable(now) ? keys.find(kid) : Optional.empty();
    }

    KeyLookup lookup(String kid, Instant now) {
      boolean unsure = failed || !isUsable(now);
      return find(kid, now)
          .<KeyLookup>map(KeyLookup.KeyFound::new)
          .orElse(unsure ? KeyLookup.KEYS_UNAVAILABLE : KeyLookup.NO_SUCH_KEY);
    }

    boolean isUsable(Instant now) {
      return !hasPassed(fetched, settings.keysMaxAge(), now);
    }

    boolean isOld(Instant now) {
      return hasPassed(fetched, settings.keysTtl(), now) || !isUsable(now);
    }

    boolean allowsFetch(Instant now) {
      Duration pause = settings.keysRefresh();
      return hasPassed(tried, pause, now)
          || (!isUsable(now) && hasPassed(tried, PAUSE_WITHOUT_KEYS, now));
    }

    /** A clock that was set back counts as time passed, so that no key is used for too long. */
    private static boolean hasPassed(Instant since, Duration time, Instant now) {
      return since.equals(NEVER)
          || now.isBefore(since)
          || Duration.between(since, now).compareTo(time) >= 0;
    }

    LastFetch succeeded(JwkSet fetchedKeys, Instant begun) {
      return new LastFetch(fetchedKeys, begun, begun, false, settings);
    }

    LastFetch failed(Instant begun) {
      return new LastFetch(keys, fetched, begun, true, settings);
    }
  }

  @Override
  public KeyLookup lookup(String kid, Deadline deadline) {
    LastFetch before = last;
    Instant now = clock.instant();
    Optional<VerificationKey> known = before.find(kid, now);
    boolean upToDate = known.isPresent() && !before.isOld(now);
    if (upToDate || !before.allowsFetch(now)) {
      return before.lookup(kid, now);
    }
    if (!startFetching(known.isPresent(), deadline)) {
      return known.<KeyLookup>map(KeyLookup.KeyFound::new).orElse(KeyLookup.KEYS_UNAVAILABLE);
    }
    try {
      if (last.allowsFetch(clock.instant())) {
        last = fetch(deadline);
      }
    } finally {
      fetching.unlock();
    }
    return last.lookup(kid, clock.instant());
  }

  /** There is one fetch at a time. A request whose key is known does not wait for it. */
  private boolean startFetching(boolean known, Deadline deadline) {
    try {
      return known
          ? fetching.tryLock()
          : fetching.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private LastFetch fetch(Deadline deadline) {
    Instant begun = clock.instant();
    try {
      return last.succeeded(JwkSet.parse(source.fetch(deadline)), begun);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("The keys of metaflows.auth.jwt.keys were not fetched: %s", e.getMessage());
      return last.failed(begun);
    }
  }
}
