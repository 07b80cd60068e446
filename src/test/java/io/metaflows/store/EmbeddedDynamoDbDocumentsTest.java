package io.metaflows.store;

import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.EmbeddedDatabase;

class EmbeddedDynamoDbDocumentsTest extends DynamoDbDocumentsContract {

  @Override
  Database database() {
    return EmbeddedDatabase.SHARED;
  }
}
