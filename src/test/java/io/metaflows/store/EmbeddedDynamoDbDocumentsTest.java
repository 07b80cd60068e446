package io.metaflows.store;

class EmbeddedDynamoDbDocumentsTest extends DocumentsContract {

  @Override
  Database database() {
    return EmbeddedDatabase.SHARED;
  }
}
