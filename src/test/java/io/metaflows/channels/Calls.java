package io.metaflows.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.auth.Token;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Given;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.metaflows.store.Documents;
import io.metaflows.store.DynamoDbDocuments;
import io.metaflows.store.DynamoDbIdempotencyRecords;
import io.metaflows.store.Precondition;
import io.metaflows.store.Written;
import io.metaflows.testing.TestingClock;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.EmbeddedDatabase;
import io.metaflows.testing.dynamodb.FaultyProxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A call of an account of its own, documents and records in a real DynamoDB, and a switch that
 * answers what a test says.
 */
final class Calls implements AutoCloseable {

  static final Duration LEASE = Duration.ofSeconds(60);
  static final CallId CALL = new CallId("call-1");

  private static final Schemas SCHEMAS =
      Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits());
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  final AccountId account = new AccountId("calls" + ACCOUNTS.incrementAndGet());
  final ScriptedSwitch telephony = new ScriptedSwitch();
  final FaultyProxy database =
      new FaultyProxy(EmbeddedDatabase.SHARED.endpoint(), Duration.ofSeconds(1));

  private final TestingClock clock = TestingClock.startingNow();
  private final DynamoDbClient client =
      Database.client(Database.PATIENT, database.endpoint(), new AtomicInteger());
  private final Documents documents = new DynamoDbDocuments(client, Database.PATIENT, clock);
  private final Trigger trigger;

  Calls() {
    trigger =
        new Trigger(
            telephony,
            documents,
            new DynamoDbIdempotencyRecords(
                client, Database.PATIENT, TestingSettings.defaults().idempotency(), LEASE, clock),
            SCHEMAS);
  }

  /** Stores the account's document. */
  void store(String document) {
    store(new Scope.Account(account), document);
  }

  void store(Scope scope, String document) {
    assertThat(documents.put(scope, Given.metaflows(document), Precondition.NONE, soon()))
        .isInstanceOf(Written.Done.class);
  }

  TriggerResult trigger(String data) {
    return run(data, DryRun.NO, Optional.empty(), soon());
  }

  TriggerResult dryRun(String data) {
    return run(data, DryRun.YES, Optional.empty(), soon());
  }

  TriggerResult trigger(String data, String key) {
    return run(data, DryRun.NO, Optional.of(key), soon());
  }

  TriggerResult run(String data, DryRun dryRun, Optional<String> key, Deadline deadline) {
    TriggerForm form =
        new TriggerFormReader(SCHEMAS)
            .read(Given.json(data))
            .fold(
                read -> read,
                failures -> {
                  throw new AssertionError(failures.toString());
                });
    return trigger.run(
        new TriggerRequest(
            new Switch.Target(
                account, CALL, new Token("token", Token.Header.X_AUTH_TOKEN), "request"),
            form,
            dryRun,
            key.map(
                text ->
                    new TriggerRequest.IdempotentRequest(
                        new IdempotencyKey(text), Fingerprint.of("metaflow", Given.json(data))))),
        deadline);
  }

  /** What is answered for a name that no scope has; the call belongs to no user and no device. */
  TriggerResult noSuchMetaflow(String name, boolean hasDocument) {
    return new TriggerResult.NoSuchMetaflow(
        name, List.of(new TriggerResult.ReadScope(new Scope.Account(account), hasDocument)), "*");
  }

  /** Lets time pass for the records. */
  void pass(Duration time) {
    clock.forward(time);
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  static void waitFor(Deadline deadline) {
    try {
      while (!deadline.passed()) {
        Thread.sleep(deadline.left().toMillis() + 1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    database.close();
  }
}
