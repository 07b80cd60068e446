package io.metaflows.store;

import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.EmbeddedDatabase;

class EmbeddedDynamoDbIdempotencyRecordsTest extends DynamoDbIdempotencyRecordsContract {

  @Override
  Database database() {
    return EmbeddedDatabase.SHARED;
  }
}
