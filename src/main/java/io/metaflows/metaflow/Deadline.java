package io.metaflows.metaflow;

import java.time.Duration;

/**
 * The moment by which one request has to be answered; every call that it makes gets the smaller of
 * its own timeout and what is left (contract, section 3, "Time").
 *
 * @param nanoTime on the scale of {@link System#nanoTime()}
 */
public record Deadline(long nanoTime) {

  /** The deadline that lies so far ahead of now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left; zero when it has passed, never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  /** The smaller of a call's own timeout and what is left. */
  public Duration atMost(Duration timeout) {
    Duration left = left();
    return left.compareTo(timeout) < 0 ? left : timeout;
  }

  /** The deadline that lies so much later. */
  public Deadline plus(Duration time) {
    return new Deadline(nanoTime + time.toNanos());
  }

  public boolean passed() {
    return left().isZero();
  }
}
