package io.metaflows.store;

class EmbeddedDynamoDbIdempotencyRecordsTest extends IdempotencyRecordsContract {

  @Override
  Database database() {
    return EmbeddedDatabase.SHARED;
  }
}
