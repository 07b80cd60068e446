package io.metaflows.store;

import io.metaflows.settings.PositiveTime;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings {@code metaflows.idempotency}: what is kept under an idempotency key. */
public interface IdempotencySettings {

  /**
   * How long a key is remembered, from the first request that has it, in whole seconds. At least
   * two seconds longer than {@code metaflows.deadline.channels}: a key that was forgotten while its
   * request still ran would let a second one run.
   */
  @WithDefault("24H")
  @WithConverter(PositiveTime.class)
  Duration kept();
}
