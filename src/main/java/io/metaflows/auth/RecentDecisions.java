package io.metaflows.auth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A bounded, thread-safe map of decisions, each of which expires. */
final class RecentDecisions {

  private final Map<String, CachedDecision> entries;

  RecentDecisions(int bound) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, CachedDecision> eldest) {
            return size() > bound;
          }
        };
  }

  /**
   * A decision with the time in which it may be used.
   *
   * @param since the start; without it, a clock that is set back would prolong the decision
   * @param until the first moment at which the decision may no longer be used
   */
  private record CachedDecision(Decision decision, Instant since, Instant until) {
    boolean isValid(Instant now) {
      return !now.isBefore(since) && now.isBefore(until);
    }
  }

  synchronized Optional<Decision> at(String key, Instant now) {
    CachedDecision cached = entries.get(key);
    if (cached == null) {
      return Optional.empty();
    }
    if (!cached.isValid(now)) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.of(cached.decision());
  }

  synchronized void keep(String key, Decision decision, Instant since, Instant until) {
    if (until.isAfter(since)) {
      entries.put(key, new CachedDecision(decision, since, until));
    }
  }
}
