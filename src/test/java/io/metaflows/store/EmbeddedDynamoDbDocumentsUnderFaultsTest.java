package io.metaflows.store;

class EmbeddedDynamoDbDocumentsUnderFaultsTest extends DocumentsUnderFaultsContract {

  @Override
  Database database() {
    return EmbeddedDatabase.SHARED;
  }
}
