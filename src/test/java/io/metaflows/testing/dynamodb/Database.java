package io.metaflows.testing.dynamodb;

import io.metaflows.local.TableFromTemplate;
import io.metaflows.store.StoreSettings;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB that the suites can be run on, with the table made. */
public final class Database {

  public static final String TABLE = "metaflows";

  /** Patient, since a cold database on a busy machine answers its first request late. */
  public static final StoreSettings PATIENT =
      new StoreSettings(
          TABLE, 3, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(5));

  /** Gives an attempt up before a stalling proxy lets it go on. */
  public static final StoreSettings HASTY =
      new StoreSettings(
          TABLE, 3, Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofSeconds(5));

  private final URI endpoint;

  public Database(URI endpoint) {
    this.endpoint = endpoint;
    try (DynamoDbClient client = client(PATIENT)) {
      TableFromTemplate.load().create(client, TABLE);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  public DynamoDbClient client(StoreSettings settings) {
    return client(settings, endpoint, new AtomicInteger());
  }

  /** A client of what listens at an endpoint, that counts what it sends. */
  public static DynamoDbClient client(StoreSettings settings, URI endpoint, AtomicInteger sent) {
    return settings
        .applyTo(
            DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(o -> o.addExecutionInterceptor(new Counter(sent))))
        .build();
  }

  private record Counter(AtomicInteger sent) implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      sent.incrementAndGet();
    }
  }
}
