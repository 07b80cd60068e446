package io.metaflows.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.testing.dynamodb.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the store of documents in DynamoDB does besides, on any DynamoDB. */
abstract class DynamoDbDocumentsContract extends DocumentsContract {

  private final AtomicInteger sent = new AtomicInteger();

  abstract Database database();

  @Override
  Documents documents() {
    return new DynamoDbDocuments(
        Database.client(Database.PATIENT, database().endpoint(), sent),
        Database.PATIENT,
        Clock.systemUTC());
  }

  @Test
  void eachOperationIsOneRequest() {
    assertThat(requestsOf(() -> put(ONE))).isEqualTo(1);
    assertThat(requestsOf(() -> put(ONE))).isEqualTo(1);
    assertThat(requestsOf(() -> put(ONE, IF_NOTHING))).isEqualTo(1);
    assertThat(requestsOf(() -> put(ONE, IF_SOMETHING))).isEqualTo(1);
    assertThat(requestsOf(() -> read(scope))).isEqualTo(1);
    assertThat(requestsOf(() -> documents.readAll(List.of(scope, Scopes.fresh()), soon())))
        .isEqualTo(1);
    assertThat(requestsOf(() -> delete(Precondition.NONE))).isEqualTo(1);
    assertThat(requestsOf(() -> delete(Precondition.NONE))).isEqualTo(1);
    assertThat(requestsOf(() -> documents.readAll(List.of(), soon()))).isZero();
  }

  /** DynamoDB deletes what has expired, so the counter of a scope in use must never expire. */
  @Test
  void aTombstoneExpiresAfter400DaysAndADocumentNever() {
    put(ONE);
    assertThat(item()).doesNotContainKey("expires");

    long before = Instant.now().plus(Duration.ofDays(400)).getEpochSecond();
    delete(Precondition.NONE);
    assertThat(Long.parseLong(item().get("expires").n())).isBetween(before, before + 60);

    put(ONE);
    assertThat(item()).doesNotContainKey("expires");
    assertThat(item().get("n").n()).isEqualTo("3");
  }

  private Map<String, AttributeValue> item() {
    try (DynamoDbClient client = database().client(Database.PATIENT)) {
      return client
          .getItem(
              request ->
                  request
                      .tableName(Database.TABLE)
                      .key(DocumentItem.key(scope))
                      .consistentRead(true))
          .item();
    }
  }

  @Test
  void aClientThatRetriesByItselfIsRefused() {
    var retrying =
        database().client(Database.PATIENT).serviceClientConfiguration().overrideConfiguration();
    assertThat(retrying.retryStrategy())
        .hasValueSatisfying(s -> assertThat(s.maxAttempts()).isOne());

    try (var client = DynamoDbClient.builder().region(Region.US_EAST_1).build()) {
      assertThatThrownBy(() -> new DynamoDbDocuments(client, Database.PATIENT, Clock.systemUTC()))
          .hasMessageContaining("DynamoDbClients.configure");
    }
  }

  private int requestsOf(Runnable operation) {
    sent.set(0);
    operation.run();
    return sent.get();
  }
}
