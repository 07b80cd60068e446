package io.metaflows.auth;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Remembers for a short while what another authority decided (contract, section 9): a yes at most a
 * minute, a 401 or a 403 a few seconds, anything else not at all.
 *
 * <p>A token never stands in it in clear: entries are keyed by a digest. What is remembered of
 * refused tokens has a place of its own, so that a flood of bad tokens cannot push out the good
 * ones. Time is the wall clock's: the other one stands still while an execution environment is
 * frozen.
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
      return new Decision.Unauthenticated();
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
    // From before the asking: a right withdrawn while the answer travels is not believed longer.
    Instant now = clock.instant();
    Decision decision = asked.decide(token, account, deadline);
    if (decision instanceof Decision.Allowed) {
      yes.keep(key, decision, now, yesUntil(token, now));
    } else if (decision instanceof Decision.Unauthenticated
        || decision instanceof Decision.Forbidden) {
      no.keep(key, decision, now, now.plus(settings.no()));
    }
    return decision;
  }

  /** The authority has verified the token: what stands in it about its end can be believed now. */
  private Instant yesUntil(Token token, Instant now) {
    Instant longest = now.plus(settings.yes());
    return TokenExpiry.of(token.value()).filter(end -> end.isBefore(longest)).orElse(longest);
  }

  /** Of header, account and token; neither of the first two can hold a line break. */
  private static String digest(Token token, AccountId account) {
    String text = token.header() + "\n" + account.value() + "\n" + token.value();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
