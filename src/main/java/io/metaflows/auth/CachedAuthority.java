package io.metaflows.auth;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * A cache in front of another authority. By default it keeps {@code Allowed} for a minute, {@code
 * Unauthenticated} and {@code Forbidden} for five seconds, and no other decision.
 *
 * <p>The keys of the cache are digests, so it never contains a token. Positive and negative
 * decisions have separate maps, so that a flood of bad tokens cannot evict the good ones. Times are
 * read from the wall clock, because the monotonic clock stands still while an execution environment
 * is frozen.
 */
public final class CachedAuthority implements Authority {

  private final Authority asked;
  private final TokenCacheSettings settings;
  private final Clock clock;
  private final RecentDecisions yes;
  private final RecentDecisions no;

  public CachedAuthority(Authority asked, TokenCacheSettings settings, Clock clock) {
    this.asked = asked;
    this.settings = settings;
    this.clock = clock;
    this.yes = new RecentDecisions(settings.size());
    this.no = new RecentDecisions(settings.size());
  }

  @Override
  public Decision decide(Token token, AccountId account, Deadline deadline) {
    if (token.isTooLong()) {
      return Decision.UNAUTHENTICATED;
    }
    String key = digest(token, account);
    Instant now = clock.instant();
    Optional<Decision> known = yes.at(key, now).or(() -> no.at(key, now));
    return known.orElseGet(() -> ask(key, token, account, deadline));
  }

  @Override
  public Token upstream(Token token) {
    return asked.upstream(token);
  }

  private Decision ask(String key, Token token, AccountId account, Deadline deadline) {
    // The time before the question counts: a right that is withdrawn while the answer travels must
    // not be used for longer than the limit.
    Instant now = clock.instant();
    Decision decision = asked.decide(token, account, deadline);
    decision
        .fold(new Retention(token, now))
        .ifPresent(kept -> kept.in().keep(key, decision, now, kept.until()));
    return decision;
  }

  /** The map that a decision is kept in, and the moment at which it expires there. */
  private record Kept(RecentDecisions in, Instant until) {}

  /** Says where and how long each kind of decision is kept; empty for one that is not. */
  private final class Retention implements DecisionFold<Optional<Kept>> {

    private final Token token;
    private final Instant now;

    Retention(Token token, Instant now) {
      this.token = token;
      this.now = now;
    }

    /** The authority has accepted the token, so the expiry that it contains can be believed. */
    @Override
    public Optional<Kept> allowed() {
      Instant longest = now.plus(settings.yes());
      Instant until =
          TokenExpiry.of(token.value()).filter(end -> end.isBefore(longest)).orElse(longest);
      return Optional.of(new Kept(yes, until));
    }

    @Override
    public Optional<Kept> unauthenticated() {
      return Optional.of(new Kept(no, now.plus(settings.no())));
    }

    @Override
    public Optional<Kept> forbidden() {
      return Optional.of(new Kept(no, now.plus(settings.no())));
    }

    @Override
    public Optional<Kept> unknownAccount() {
      return Optional.empty();
    }

    @Override
    public Optional<Kept> unavailable(String reason) {
      return Optional.empty();
    }
  }

  /** The digest of header, account and token. A line break cannot occur in any of them. */
  private static String digest(Token token, AccountId account) {
    String text = token.header() + "\n" + account.value() + "\n" + token.value();
    return Sha256.hex(text);
  }
}
