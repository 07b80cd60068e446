package io.metaflows.store;

import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.EmbeddedDatabase;

class EmbeddedDynamoDbDocumentsUnderFaultsTest extends DynamoDbDocumentsUnderFaultsContract {

  @Override
  Database database() {
    return EmbeddedDatabase.SHARED;
  }
}
