package io.metaflows.store;

import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.LocalStackDatabase;
import org.junit.jupiter.api.Tag;

@Tag("localstack")
class LocalStackDocumentsUnderFaultsTest extends DynamoDbDocumentsUnderFaultsContract {

  @Override
  Database database() {
    return LocalStackDatabase.shared();
  }
}
