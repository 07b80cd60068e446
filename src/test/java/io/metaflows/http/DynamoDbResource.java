package io.metaflows.http;

import io.metaflows.local.EmbeddedDynamoDb;
import io.metaflows.local.TableFromTemplate;
import io.metaflows.store.LocalStackDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;

/**
 * A DynamoDB with the table of template.yaml, for the function under test: an embedded one, or with
 * {@code mvn verify -Plocalstack} LocalStack's.
 */
public final class DynamoDbResource implements QuarkusTestResourceLifecycleManager {

  private EmbeddedDynamoDb embedded;

  @Override
  public Map<String, String> start() {
    URI endpoint = endpoint();
    TableFromTemplate.load().create(endpoint, "metaflows");
    return Map.of(
        "quarkus.dynamodb.endpoint-override", endpoint.toString(),
        "quarkus.dynamodb.aws.region", "us-east-1",
        "quarkus.dynamodb.aws.credentials.type", "static",
        "quarkus.dynamodb.aws.credentials.static-provider.access-key-id", "local",
        "quarkus.dynamodb.aws.credentials.static-provider.secret-access-key", "local",
        "metaflows.auth.mode", "open",
        "quarkus.test.env.AWS_SAM_LOCAL", "true");
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
    if (embedded != null) {
      embedded.close();
    }
  }
}
