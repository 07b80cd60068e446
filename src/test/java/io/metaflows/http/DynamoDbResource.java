package io.metaflows.http;

import io.metaflows.local.EmbeddedDynamoDb;
import io.metaflows.local.TableFromTemplate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** An embedded DynamoDB with the table of template.yaml, for the function under test. */
public final class DynamoDbResource implements QuarkusTestResourceLifecycleManager {

  private EmbeddedDynamoDb database;

  @Override
  public Map<String, String> start() {
    database = EmbeddedDynamoDb.inMemory();
    TableFromTemplate.load().create(database.endpoint(), "metaflows");
    return Map.of(
        "quarkus.dynamodb.endpoint-override", database.endpoint().toString(),
        "quarkus.dynamodb.aws.region", "us-east-1",
        "quarkus.dynamodb.aws.credentials.type", "static",
        "quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "local",
        "quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "local",
        "metaflows.auth.mode", "open",
        "quarkus.test.env.AWS_SAM_LOCAL", "true");
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
    }
  }
}
