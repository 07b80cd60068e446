package io.metaflows.settings;

import java.time.Duration;

/**
 * A time of at least a millisecond, the unit of the HTTP and DynamoDB clients: they would take less
 * as 0, which is no timeout at all.
 */
public final class PositiveTime extends Time {

  private static final long serialVersionUID = 1;

  public PositiveTime() {
    super(Duration.ofMillis(1));
  }
}
