package io.metaflows.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.EmbeddedDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that DynamoDB refuses are never taken for timeouts (docs/revisions.md#retries). */
class InvalidRequestsTest {

  private static final Scope SCOPE = new Scope.Account(new AccountId("invalid"));
  private static final DynamoDbAnswer INVALID =
      DynamoDbAnswer.error(400, "ValidationException", "");

  private BrokenDynamoDb dynamoDb;
  private Documents documents;

  @BeforeEach
  void start() throws IOException {
    dynamoDb = BrokenDynamoDb.start();
    documents = documents(dynamoDb.endpoint());
  }

  @AfterEach
  void stop() throws IOException {
    dynamoDb.close();
  }

  @Test
  void anInvalidRequestIsAFaultOfThisService() {
    dynamoDb.answerWith(INVALID);
    assertThatThrownBy(() -> documents.read(SCOPE, soon()))
        .isInstanceOf(IllegalStateException.class);

    dynamoDb.answerWith(INVALID);
    assertThatThrownBy(() -> documents.delete(SCOPE, Precondition.NONE, soon()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aResultThatIsRefusedIsNotRecordedAndStillReachesTheCaller() {
    IdempotencyRecords.RecordKey key =
        new IdempotencyRecords.RecordKey(SCOPE.account(), new CallId("call"), "key");
    IdempotencyRecords records =
        new DynamoDbIdempotencyRecords(
            Database.client(Database.PATIENT, dynamoDb.endpoint(), new AtomicInteger()),
            Database.PATIENT,
            TestingSettings.defaults().idempotency(),
            Duration.ofSeconds(6),
            Clock.systemUTC());
    dynamoDb.answerWith(INVALID);

    assertThat(
            records.keep(
                new IdempotencyRecords.Lease(key, "lease"),
                new RecordedResult("sent", Json.object()),
                soon()))
        .isFalse();
  }

  @Test
  void aDocumentBeyondTheSizeOfAnItemIsTooLarge() {
    Metaflows large = Metaflows.of(Json.object().put("text", "é".repeat(205_000)));

    assertThat(
            documents(EmbeddedDatabase.SHARED.endpoint())
                .put(Scopes.fresh(), large, Precondition.NONE, soon()))
        .isEqualTo(Written.ItemTooLarge.INSTANCE);
  }

  @Test
  void theLargestDocumentThatIsAcceptedFitsAnItem() {
    Documents embedded = documents(EmbeddedDatabase.SHARED.endpoint());
    Scope scope = Scopes.fresh();
    int limit = TestingSettings.defaults().limits().document();
    // {"text":""} has 11 bytes, and each letter 2.
    Metaflows largest = Metaflows.of(Json.object().put("text", "é".repeat((limit - 11) / 2)));

    for (int i = 0; i < 5; i++) {
      assertThat(embedded.put(scope, largest, Precondition.NONE, soon()))
          .isInstanceOf(Written.Done.class);
    }
    assertThat(
            embedded
                .read(scope, soon())
                .fold(DocumentRead.StoredDocument::document, unavailable -> Optional.empty()))
        .contains(largest);
  }

  private static Documents documents(URI endpoint) {
    return new DynamoDbDocuments(
        Database.client(Database.PATIENT, endpoint, new AtomicInteger()),
        Database.PATIENT,
        Clock.systemUTC());
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }
}
