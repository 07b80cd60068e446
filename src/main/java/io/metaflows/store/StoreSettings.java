package io.metaflows.store;

import io.metaflows.settings.PositiveCount;
import io.metaflows.settings.PositiveTime;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/**
 * The settings {@code metaflows.table} and {@code metaflows.store}: which DynamoDB table is used,
 * and how long its calls may take.
 */
public interface StoreSettings {

  /** The name of the DynamoDB table; its key schema is the one in template.yaml. */
  @WithDefault("metaflows")
  String table();

  /** How long opening a connection may take. */
  @WithName("store.connect-timeout")
  @WithDefault("300MS")
  @WithConverter(PositiveTime.class)
  Duration connectTimeout();

  /** How long one attempt may take, from its first byte to its parsed answer. */
  @WithName("store.attempt-timeout")
  @WithDefault("500MS")
  @WithConverter(PositiveTime.class)
  Duration attemptTimeout();

  /**
   * How long all attempts and the pauses between them may take while it is known that nothing was
   * written.
   */
  @WithName("store.call-timeout")
  @WithDefault("2S")
  @WithConverter(PositiveTime.class)
  Duration callTimeout();

  /**
   * How often a request is sent at most while it is known that nothing was written. A write of
   * unknown outcome is sent again until the request's deadline.
   */
  @WithName("store.attempts")
  @WithDefault("3")
  @WithConverter(PositiveCount.class)
  int attempts();

  /**
   * How long a scope without a document keeps its counter. Afterwards its tombstone may be deleted,
   * and its revisions begin at 1 again.
   */
  @WithName("store.tombstones-kept")
  @WithDefault("400D")
  @WithConverter(PositiveTime.class)
  Duration tombstonesKept();

  /** Whether the connection is opened by a read before the first request. */
  @WithName("store.prime")
  @WithDefault("true")
  boolean prime();
}
