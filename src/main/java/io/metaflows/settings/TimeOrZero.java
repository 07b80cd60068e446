package io.metaflows.settings;

import java.time.Duration;

/** A time that may be 0, and not negative. */
public final class TimeOrZero extends Time {

  private static final long serialVersionUID = 1;

  public TimeOrZero() {
    super(Duration.ZERO);
  }
}
