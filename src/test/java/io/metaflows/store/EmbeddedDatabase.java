package io.metaflows.store;

import io.metaflows.local.EmbeddedDynamoDb;

/** The embedded DynamoDB that all suites share; it ends with the process. */
final class EmbeddedDatabase {

  static final Database SHARED = new Database(EmbeddedDynamoDb.inMemory().endpoint());

  private EmbeddedDatabase() {}
}
