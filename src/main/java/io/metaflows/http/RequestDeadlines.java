package io.metaflows.http;

import io.metaflows.settings.PositiveTime;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The settings {@code metaflows.deadline}: how long a request may take. */
public interface RequestDeadlines {

  /** How long a request about a document may take. */
  @WithDefault("4S")
  @WithConverter(PositiveTime.class)
  Duration documents();

  /** How long a request about a channel may take. */
  @WithDefault("5S")
  @WithConverter(PositiveTime.class)
  Duration channels();
}
