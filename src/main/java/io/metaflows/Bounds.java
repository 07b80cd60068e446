package io.metaflows;

import io.metaflows.channels.Trigger;
import io.metaflows.metaflow.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Times and counts that can be read and make no sense: with them every request would fail, or (a
 * timeout of 0) wait without end. Better not to start (contract, section 10).
 */
final class Bounds {

  /** What the clients of HTTP and DynamoDB count in; less becomes 0, which is no timeout at all. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** A record's end is kept in whole seconds. */
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  private final List<String> complaints = new ArrayList<>();

  private Bounds() {}

  /** One for each setting that is out of bounds, by its name. */
  static List<String> complaints(Settings settings) {
    Bounds bounds = new Bounds();
    bounds.auth(settings.auth());
    bounds.calls(settings.channels(), settings.store());
    bounds.limits(settings.limits());
    bounds.deadlines(settings);
    return bounds.complaints;
  }

  private void auth(Settings.Auth auth) {
    atLeast(Duration.ZERO, "auth.jwt.clock-skew", auth.jwt().clockSkew());
    atLeast(SHORTEST, "auth.jwt.keys-ttl", auth.jwt().keysTtl());
    atLeast(SHORTEST, "auth.jwt.keys-refresh", auth.jwt().keysRefresh());
    atLeast(SHORTEST, "auth.jwt.keys-max-age", auth.jwt().keysMaxAge());
    atLeast(Duration.ZERO, "auth.cache.yes", auth.cache().yes());
    atLeast(Duration.ZERO, "auth.cache.no", auth.cache().no());
    positive("auth.cache.size", auth.cache().size());
  }

  private void calls(Settings.Channels channels, Settings.Store store) {
    atLeast(SHORTEST, "channels.connect-timeout", channels.connectTimeout());
    atLeast(SHORTEST, "channels.read-timeout", channels.readTimeout());
    positive("channels.answer-limit", channels.answerLimit());
    atLeast(SHORTEST, "store.connect-timeout", store.connectTimeout());
    atLeast(SHORTEST, "store.attempt-timeout", store.attemptTimeout());
    atLeast(SHORTEST, "store.call-timeout", store.callTimeout());
    positive("store.attempts", store.attempts());
  }

  private void limits(Settings.Limits limits) {
    positive("limits.body", limits.body());
    positive("limits.json-depth", limits.jsonDepth());
    if (limits.jsonDepth() > Json.DEEPEST) {
      complain("limits.json-depth", limits.jsonDepth(), "at most " + Json.DEEPEST);
    }
    positive("limits.depth", limits.depth());
    positive("limits.nodes", limits.nodes());
    positive("limits.entries", limits.entries());
    positive("limits.pattern", limits.pattern());
    positive("limits.pattern-nesting", limits.patternNesting());
    positive("limits.pattern-instructions", limits.patternInstructions());
    positive("limits.document-instructions", limits.documentInstructions());
    positive("limits.failures", limits.failures());
  }

  private void deadlines(Settings settings) {
    Duration channels = settings.deadline().channels();
    atLeast(SHORTEST, "deadline.documents", settings.deadline().documents());
    atLeast(SHORTEST, "deadline.channels", channels);
    atLeast(
        channels.plus(Trigger.LEASE_BEYOND_DEADLINE).plus(ROUNDING),
        "idempotency.kept",
        settings.idempotency().kept());
    Duration read = settings.channels().readTimeout();
    if (read.compareTo(channels) >= 0) {
      complain(
          "channels.read-timeout", read, "shorter than metaflows.deadline.channels, " + channels);
    }
  }

  private void atLeast(Duration least, String name, Duration value) {
    if (value.compareTo(least) < 0) {
      complain(name, value, "at least " + least);
    }
  }

  private void positive(String name, int value) {
    if (value < 1) {
      complain(name, value, "at least 1");
    }
  }

  private void complain(String name, Object value, String wanted) {
    String property = "metaflows." + name;
    String variable = property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    complaints.add(property + " (" + variable + ") is " + value + ", and must be " + wanted);
  }
}
