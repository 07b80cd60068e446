package io.metaflows.testing.dynamodb;

import io.metaflows.local.TableFromTemplate;
import io.metaflows.store.DynamoDbClients;
import io.metaflows.store.StoreSettings;
import io.metaflows.testing.TestingSettings;
import java.net.URI;
import java.util.Optional;
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

  public static final String TABLE = TestingSettings.defaults().store().table();

  /** Patient, since a cold database on a busy machine answers its first request late. */
  public static final StoreSettings PATIENT = patient("20S", "20S");

  /** Gives an attempt up before a stalling proxy lets it go on. */
  public static final StoreSettings HASTY = patient("250MS", "5S");

  private final URI endpoint;

  private static StoreSettings patient(String attempt, String call) {
    return TestingSettings.with(
            "metaflows.store.connect-timeout", "5S",
            "metaflows.store.attempt-timeout", attempt,
            "metaflows.store.call-timeout", call)
        .store();
  }

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
    return DynamoDbClients.configure(
            DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(o -> o.addExecutionInterceptor(new Counter(sent))),
            settings,
            Optional.empty())
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
