package io.metaflows.metaflow;

import java.time.Duration;

/**
 * The moment by which one request has to be answered. Each call that the request makes gets the
 * smaller of its own timeout and what is left (docs/api.md#deadlines).
 *
 * @param nanoTime on the scale of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

  /** The deadline that is this long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time that is left: zero when the deadline has passed, never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** The smaller of a timeout and the time that is left. */
  public Duration atMost(Duration timeout) {
    Duration left = left();
    return left.compareTo(timeout) < 0 ? left : timeout;
  }

  /** A later deadline; an earlier one for a negative time. */
  public Deadline plus(Duration time) {
    return new Deadline(nanoTime + time.toNanos());
  }

  public boolean passed() {
    return left().isZero();
  }
}
