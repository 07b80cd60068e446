package io.metaflows.auth;

import io.metaflows.metaflow.Deadline;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The keys behind an https URL, fetched when they are first needed and then when they are old: once
 * an hour, if nothing else is set.
 *
 * <p>A token names the key that it wants, and anybody can write a token: so an unknown name makes
 * us fetch no more often than is set (once a minute), and what a fetch brings only ever replaces
 * the keys at hand when it is a good set. While the issuer is down the old keys stay.
 */
final class FetchedKeys implements VerificationKeys {

  /** Without any keys nobody gets in, so it is tried again sooner. */
  static final Duration BETWEEN_FIRST_FETCHES = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(FetchedKeys.class);

  private final Source source;
  private final JwtSettings settings;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile State state = new State(null, Instant.MIN, Instant.MIN, false);

  /** What brings the text of a JWK Set. */
  interface Source {
    String fetch(Deadline deadline) throws IOException;
  }

  FetchedKeys(Source source, JwtSettings settings, Clock clock) {
    this.source = source;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param keys null before the first fetch that succeeded
   * @param fetched when they came
   * @param tried when a fetch was last begun
   * @param failed the last fetch brought nothing
   */
  private record State(JwkSet keys, Instant fetched, Instant tried, boolean failed) {

    boolean mayTry(JwtSettings settings, Instant now) {
      Duration pause = settings.keysRefresh();
      if (keys == null && pause.compareTo(BETWEEN_FIRST_FETCHES) > 0) {
        pause = BETWEEN_FIRST_FETCHES;
      }
      return hasPassed(tried, pause, now);
    }

    boolean isOld(JwtSettings settings, Instant now) {
      return keys == null || hasPassed(fetched, settings.keysTtl(), now);
    }

    /** A clock that was set back counts as time passed: better one fetch more than none. */
    private static boolean hasPassed(Instant since, Duration pause, Instant now) {
      return since.equals(Instant.MIN) || now.isBefore(since) || !now.isBefore(since.plus(pause));
    }

    Lookup lookup(String kid) {
      Lookup known = keys == null ? new Lookup.Unavailable() : keys.lookup(kid);
      boolean unsure = failed && known instanceof Lookup.NoSuchKey;
      return unsure ? new Lookup.Unavailable() : known;
    }
  }

  @Override
  public Lookup lookup(String kid, Deadline deadline) {
    State before = state;
    boolean known = before.lookup(kid) instanceof Lookup.Found;
    if (known && !before.isOld(settings, clock.instant())) {
      return before.lookup(kid);
    }
    refresh(known, deadline);
    return state.lookup(kid);
  }

  /** One fetch at a time. Who has a key already does not wait for another's fetch. */
  private void refresh(boolean known, Deadline deadline) {
    if (!state.mayTry(settings, clock.instant()) || !take(known, deadline)) {
      return;
    }
    try {
      if (state.mayTry(settings, clock.instant())) {
        state = fetch(deadline);
      }
    } finally {
      fetching.unlock();
    }
  }

  private boolean take(boolean known, Deadline deadline) {
    try {
      return known
          ? fetching.tryLock()
          : fetching.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private State fetch(Deadline deadline) {
    Instant now = clock.instant();
    try {
      return new State(JwkSet.parse(source.fetch(deadline)), now, now, false);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf("The keys of metaflows.auth.jwt.keys were not fetched: %s", e.getMessage());
      return new State(state.keys(), state.fetched(), now, true);
    }
  }
}
