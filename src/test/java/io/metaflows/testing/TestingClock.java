package io.metaflows.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test sets it forward. */
public final class TestingClock extends Clock {

  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Instant now;

  /** A clock at {@link #START}. */
  public TestingClock() {
    this(START);
  }

  private TestingClock(Instant now) {
    this.now = now;
  }

  /** A clock that begins at the current second, for what a database may expire by its own clock. */
  public static TestingClock startingNow() {
    return new TestingClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  public void forward(Duration time) {
    now = now.plus(time);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
