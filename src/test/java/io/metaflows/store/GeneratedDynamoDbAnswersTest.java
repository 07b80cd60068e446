package io.metaflows.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.EffectiveMetaflows;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.metaflows.store.Precondition.Tags;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.dynamodb.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Whatever DynamoDB answers, the store gives one of its results (docs/revisions.md#retries). */
class GeneratedDynamoDbAnswersTest {

  private static final int ANSWERS = 12_000;
  private static final int WORKERS = 8;
  private static final long SEED = 20_261_127;

  private static final Scope SCOPE = new Scope.Account(new AccountId("generated"));
  private static final Metaflows DOCUMENT = Metaflows.of(Json.object().put("digit_timeout", 500));
  private static final Revision REVISION = new Revision(3, "0123456789abcdef".repeat(2));
  private static final Precondition IF_ANY = new Precondition(Tags.ANY, Tags.UNSET);
  private static final Precondition IF_NOTHING = new Precondition(Tags.UNSET, Tags.ANY);
  private static final Precondition IF_REVISION =
      new Precondition(new Tags.OneOf(Set.of(REVISION)), Tags.UNSET);
  private static final IdempotencyRecords.RecordKey KEY =
      new IdempotencyRecords.RecordKey(SCOPE.account(), new CallId("call"), "key");

  private static final IdempotencyRecords.Lease LEASE = new IdempotencyRecords.Lease(KEY, "lease");
  private static final Schemas SCHEMAS =
      Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits());
  private static final Set<Object> FAILURES =
      Set.of(StoreUnavailable.INSTANCE, Written.OutcomeUnknown.INSTANCE, false);

  private static final StoreSettings SETTINGS =
      TestingSettings.with(
              "metaflows.store.connect-timeout", "5S",
              "metaflows.store.attempt-timeout", "5S",
              "metaflows.store.call-timeout", "5S",
              "metaflows.store.attempts", "1")
          .store();

  /** A store and the server that it asks. Each worker has its own. */
  private record Subject(BrokenDynamoDb dynamoDb, Documents documents, IdempotencyRecords records) {

    static Subject start() throws IOException {
      BrokenDynamoDb dynamoDb = BrokenDynamoDb.start();
      DynamoDbClient client = Database.client(SETTINGS, dynamoDb.endpoint(), new AtomicInteger());
      return new Subject(
          dynamoDb,
          new DynamoDbDocuments(client, SETTINGS, Clock.systemUTC()),
          new DynamoDbIdempotencyRecords(
              client,
              SETTINGS,
              TestingSettings.defaults().idempotency(),
              Duration.ofSeconds(6),
              Clock.systemUTC()));
    }
  }

  /** The operations of the store. What was read must also be fit to be answered. */
  private static final Map<String, Function<Subject, Object>> OPERATIONS =
      Map.of(
          "read",
          subject -> {
            DocumentRead read = subject.documents().read(SCOPE, soon());
            return read.fold(
                stored -> stored.document().<Object>map(GeneratedDynamoDbAnswersTest::answer),
                unavailable -> read);
          },
          "read all",
          subject -> {
            DocumentsRead read = subject.documents().readAll(List.of(SCOPE), soon());
            return read.foldAll(stored -> effective(stored.byScope()), unavailable -> read);
          },
          "put",
          subject -> subject.documents().put(SCOPE, DOCUMENT, Precondition.NONE, soon()),
          "put over any",
          subject -> subject.documents().put(SCOPE, DOCUMENT, IF_ANY, soon()),
          "create",
          subject -> subject.documents().put(SCOPE, DOCUMENT, IF_NOTHING, soon()),
          "delete",
          subject -> subject.documents().delete(SCOPE, Precondition.NONE, soon()),
          "delete a revision",
          subject -> subject.documents().delete(SCOPE, IF_REVISION, soon()),
          "claim",
          subject -> subject.records().claim(KEY, "fingerprint", soon()),
          "keep",
          subject ->
              subject.records().keep(LEASE, new RecordedResult("sent", Json.object()), soon()),
          "release",
          subject -> subject.records().release(LEASE, soon()));

  /**
   * No exception escapes, and enough answers are understood in part to reach the later branches.
   */
  @Test
  void noAnswerOfDynamoDbBreaksTheStore() {
    Map<String, AtomicInteger> understood = new ConcurrentHashMap<>();
    AtomicInteger seeds = new AtomicInteger();

    Writers.together(
        WORKERS,
        1,
        worker -> {
          try {
            ask(new Random(SEED + seeds.getAndIncrement()), understood);
            return worker;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    assertThat(understood.keySet()).containsExactlyInAnyOrderElementsOf(OPERATIONS.keySet());
    assertThat(understood.values()).allMatch(count -> count.get() > 50);
  }

  private static void ask(Random random, Map<String, AtomicInteger> understood) throws IOException {
    Subject subject = Subject.start();
    GeneratedDynamoDbAnswers answers = new GeneratedDynamoDbAnswers(random);
    List<String> names = OPERATIONS.keySet().stream().sorted().toList();
    for (int i = 0; i < ANSWERS / WORKERS; i++) {
      String operation = names.get(random.nextInt(names.size()));
      DynamoDbAnswer answer = answers.next();
      subject.dynamoDb().answerWith(answer);
      try {
        Object result = OPERATIONS.get(operation).apply(subject);
        if (!FAILURES.contains(result)) {
          understood.computeIfAbsent(operation, name -> new AtomicInteger()).incrementAndGet();
        }
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(operation + " met " + answer, e);
      }
    }
    subject.dynamoDb().close();
  }

  /** What a GET answers. */
  private static byte[] answer(Metaflows document) {
    return Json.bytes(Json.object().set("data", SCHEMAS.filled(document, SCOPE)));
  }

  /** What a trigger reads. */
  private static Object effective(Map<Scope, Metaflows> documents) {
    documents.values().forEach(GeneratedDynamoDbAnswersTest::answer);
    return EffectiveMetaflows.of(List.of(SCOPE), documents);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(5));
  }
}
