package io.metaflows.store;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Configures the DynamoDB clients that this package works with. */
public final class DynamoDbClients {

  private DynamoDbClients() {}

  /**
   * Sets the timeouts, and no retries of the client's own: the store sends again itself (see {@link
   * Requests}). Replaces the builder's HTTP client and retry strategy, and leaves the rest as it
   * is.
   *
   * @param trusted checks the certificate of an https endpoint; empty for the platform's default
   */
  public static DynamoDbClientBuilder configure(
      DynamoDbClientBuilder builder, StoreSettings settings, Optional<SSLContext> trusted) {
    ClientOverrideConfiguration before = builder.overrideConfiguration();
    return builder
        // The builder refuses to have both.
        .httpClientBuilder(null)
        .httpClient(
            new BufferedUrlConnectionClient(
                settings.connectTimeout(), settings.attemptTimeout(), trusted))
        // DynamoDB has one endpoint in a region, and to look for a setting that says otherwise
        // takes a millisecond.
        .endpointDiscoveryEnabled(false)
        .overrideConfiguration(
            (before == null ? ClientOverrideConfiguration.builder() : before.toBuilder())
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build());
  }
}
