package io.metaflows.store;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Which table the store uses, and how long it waits for it (contract, sections 3 "Time" and 10).
 *
 * @param table the name of the DynamoDB table
 * @param attempts how often a request is sent at most, as long as it is known that nothing was
 *     written; a write of unknown outcome is sent again until the request's deadline
 * @param attemptTimeout for one attempt, from its first byte to its parsed answer
 * @param callTimeout for all attempts and the pauses between them, as long as it is known that
 *     nothing was written
 * @param connectTimeout for opening a connection
 */
public record StoreSettings(
    String table,
    int attempts,
    Duration attemptTimeout,
    Duration callTimeout,
    Duration connectTimeout) {

  public StoreSettings {
    if (table.isEmpty()) {
      throw new IllegalArgumentException("the table needs a name");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt is needed, not " + attempts);
    }
    requirePositive(attemptTimeout);
    requirePositive(callTimeout);
    requirePositive(connectTimeout);
  }

  /** The table of that name with the times of production. */
  public static StoreSettings of(String table) {
    return new StoreSettings(
        table, 3, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMillis(300));
  }

  /**
   * Makes a client fit for this package: these timeouts, and no retries of its own, for the store
   * sends again itself (see {@link DynamoDbRetries}). Replaces the builder's HTTP client and retry
   * strategy, and leaves the rest as it is.
   */
  public DynamoDbClientBuilder applyTo(DynamoDbClientBuilder builder) {
    return applyTo(builder, Optional.empty());
  }

  /**
   * The same.
   *
   * @param trusted what an https endpoint is checked by; the platform's default if empty
   */
  public DynamoDbClientBuilder applyTo(
      DynamoDbClientBuilder builder, Optional<SSLContext> trusted) {
    ClientOverrideConfiguration before = builder.overrideConfiguration();
    return builder
        // The builder refuses to have both.
        .httpClientBuilder(null)
        .httpClient(new BufferedUrlConnectionClient(connectTimeout, attemptTimeout, trusted))
        // DynamoDB has one endpoint in a region, and to look for a setting that says otherwise
        // takes a millisecond.
        .endpointDiscoveryEnabled(false)
        .overrideConfiguration(
            (before == null ? ClientOverrideConfiguration.builder() : before.toBuilder())
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build());
  }

  private static void requirePositive(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
    }
  }
}
