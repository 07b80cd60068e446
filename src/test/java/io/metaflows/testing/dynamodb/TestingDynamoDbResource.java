package io.metaflows.testing.dynamodb;

import io.metaflows.local.EmbeddedDynamoDb;
import io.metaflows.local.TableFromTemplate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A DynamoDB with the table of template.yaml, for the function under test: an embedded one, or with
 * {@code mvn verify -Plocalstack} LocalStack's. A suite may look into the table and break the line
 * to it.
 */
public final class TestingDynamoDbResource implements QuarkusTestResourceLifecycleManager {

  /** Longer than anything waits. */
  private static final Duration STALL = Duration.ofSeconds(30);

  private EmbeddedDynamoDb embedded;
  private FaultyProxy line;
  private TestingTable table;

  @Override
  public Map<String, String> start() {
    URI endpoint = endpoint();
    TableFromTemplate.load().create(endpoint, TestingTable.NAME);
    line = new FaultyProxy(endpoint, STALL);
    table = TestingTable.at(endpoint);
    return settings(line.endpoint().toString());
  }

  /** What the function needs to find a database on this machine, and to be patient with it. */
  public static Map<String, String> settings(String endpoint) {
    return Map.of(
        "quarkus.dynamodb.endpoint-override", endpoint,
        "quarkus.dynamodb.aws.region", "us-east-1",
        "quarkus.dynamodb.aws.credentials.type", "static",
        "quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "local",
        "quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "local",
        "metaflows.store.connect-timeout", "2S",
        "metaflows.store.attempt-timeout", "5S",
        "metaflows.store.call-timeout", "10S",
        "metaflows.deadline.documents", "20S",
        "metaflows.deadline.channels", "20S");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(line, new TestInjector.MatchesType(FaultyProxy.class));
    injector.injectIntoFields(table, new TestInjector.MatchesType(TestingTable.class));
  }

  private URI endpoint() {
    if (LocalStackDatabase.isWanted()) {
      return LocalStackDatabase.endpoint();
    }
    embedded = EmbeddedDynamoDb.inMemory();
    return embedded.endpoint();
  }

  @Override
  public void stop() {
    if (table != null) {
      table.close();
      line.close();
    }
    if (embedded != null) {
      embedded.close();
    }
  }
}
