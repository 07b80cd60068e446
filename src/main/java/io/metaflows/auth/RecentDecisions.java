package io.metaflows.auth;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A bounded number of decisions, each until its time; safe for many threads. */
final class RecentDecisions {

  private final Map<String, Entry> entries;

  RecentDecisions(int bound) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > bound;
          }
        };
  }

  /**
   * @param since a clock that was set back must not make an entry live longer
   * @param until the first moment at which it no longer holds
   */
  private record Entry(Decision decision, Instant since, Instant until) {
    boolean holds(Instant now) {
      return !now.isBefore(since) && now.isBefore(until);
    }
  }

  synchronized Optional<Decision> at(String key, Instant now) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (!entry.holds(now)) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.of(entry.decision());
  }

  synchronized void keep(String key, Decision decision, Instant since, Instant until) {
    if (until.isAfter(since)) {
      entries.put(key, new Entry(decision, since, until));
    }
  }

  synchronized int size() {
    return entries.size();
  }
}
