package io.metaflows.store;

import org.junit.jupiter.api.Tag;

@Tag("localstack")
class LocalStackDocumentsTest extends DocumentsContract {

  @Override
  Database database() {
    return LocalStackDatabase.shared();
  }
}
