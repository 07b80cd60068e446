package io.metaflows.auth;

import io.metaflows.settings.PositiveCount;
import io.metaflows.settings.TimeOrZero;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * The settings {@code metaflows.auth.cache}: what is kept of Kazoo's decisions about tokens in mode
 * {@code kazoo}.
 */
public interface TokenCacheSettings {

  /** How long a yes is kept; never beyond the token's own expiry. 0 keeps none. */
  @WithDefault("60S")
  @WithConverter(TimeOrZero.class)
  Duration yes();

  /** How long a 401 or 403 is kept. 0 keeps none. */
  @WithDefault("5S")
  @WithConverter(TimeOrZero.class)
  Duration no();

  /** How many decisions of each kind are kept; the least recently used one goes first. */
  @WithDefault("10000")
  @WithConverter(PositiveCount.class)
  int size();
}
