package io.metaflows.store;

import org.junit.jupiter.api.Tag;

@Tag("localstack")
class LocalStackDocumentsUnderFaultsTest extends DocumentsUnderFaultsContract {

  @Override
  Database database() {
    return LocalStackDatabase.shared();
  }
}
