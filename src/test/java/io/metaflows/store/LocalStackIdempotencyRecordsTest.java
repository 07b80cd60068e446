package io.metaflows.store;

import org.junit.jupiter.api.Tag;

@Tag("localstack")
class LocalStackIdempotencyRecordsTest extends IdempotencyRecordsContract {

  @Override
  Database database() {
    return LocalStackDatabase.shared();
  }
}
