package io.metaflows.testing.dynamodb;

import io.metaflows.local.EmbeddedDynamoDb;

/** The embedded DynamoDB that all suites share; it ends with the process. */
public final class EmbeddedDatabase {

  public static final Database SHARED = new Database(EmbeddedDynamoDb.inMemory().endpoint());

  private EmbeddedDatabase() {}
}
