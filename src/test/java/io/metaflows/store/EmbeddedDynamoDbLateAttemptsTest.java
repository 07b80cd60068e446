package io.metaflows.store;

import static io.metaflows.store.DocumentsContract.IF_NOTHING;
import static io.metaflows.store.DocumentsContract.IF_SOMETHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.EmbeddedDatabase;
import io.metaflows.testing.dynamodb.FaultyProxy;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts that DynamoDB executes after they were given up (docs/revisions.md#late-attempts). */
class EmbeddedDynamoDbLateAttemptsTest {

  private static final Metaflows OLD = document("old");
  private static final Metaflows NEW = document("new");
  private static final Duration LATE = Duration.ofMillis(2_500);
  private static final Clock BEHIND =
      Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10).negated());

  private final Scope scope = Scopes.fresh();
  private final FaultyProxy slow = new FaultyProxy(EmbeddedDatabase.SHARED.endpoint(), LATE);
  private final Documents late = documents(slow.endpoint(), Database.HASTY, Clock.systemUTC());
  private final Documents others =
      documents(EmbeddedDatabase.SHARED.endpoint(), Database.PATIENT, Clock.systemUTC());

  /** The environment of the other writers has a wrong clock, so that only the ids can tell. */
  private final Documents othersBehind =
      documents(EmbeddedDatabase.SHARED.endpoint(), Database.PATIENT, BEHIND);

  @AfterEach
  void close() {
    slow.close();
  }

  @Test
  void aLateCreationDoesNotBringADeletedDocumentBackWhateverTheClocksSay() {
    slow.next(Fault.STALL_BEFORE);
    done(late.put(scope, NEW, IF_NOTHING, soon()));

    done(othersBehind.delete(scope, Precondition.NONE, soon()));
    slow.settle();

    assertThat(stored()).isEmpty();
  }

  @Test
  void aLatePutDoesNotReplaceWhatOthersWroteWhateverTheClocksSay() {
    done(others.put(scope, OLD, Precondition.NONE, soon()));
    slow.next(Fault.STALL_BEFORE);
    done(late.put(scope, NEW, IF_SOMETHING, soon()));

    done(othersBehind.put(scope, OLD, Precondition.NONE, soon()));
    done(othersBehind.delete(scope, Precondition.NONE, soon()));
    done(othersBehind.put(scope, document("third"), Precondition.NONE, soon()));
    slow.settle();

    assertThat(stored()).contains(document("third"));
  }

  @Test
  void aLateDeleteDoesNotRemoveWhatOthersWroteWhateverTheClocksSay() {
    done(others.put(scope, OLD, Precondition.NONE, soon()));
    slow.next(Fault.STALL_BEFORE);
    done(late.delete(scope, IF_SOMETHING, soon()));

    done(othersBehind.put(scope, NEW, Precondition.NONE, soon()));
    slow.settle();

    assertThat(stored()).contains(NEW);
  }

  @Test
  void manyLaterWritesDoNotHideTheWriteFromItsLateAttempt() {
    done(others.put(scope, OLD, Precondition.NONE, soon()));
    slow.next(Fault.STALL_BEFORE);
    done(late.put(scope, NEW, IF_SOMETHING, soon()));

    IntStream.range(0, 10)
        .forEach(i -> done(others.put(scope, document("" + i), Precondition.NONE, soon())));
    slow.settle();

    assertThat(stored()).contains(document("9"));
  }

  @Test
  void aWriteOfUnknownOutcomeDoesNotUndoLaterWrites() {
    done(others.put(scope, OLD, Precondition.NONE, soon()));
    slow.always(Fault.STALL_BEFORE);
    assertThat(late.put(scope, NEW, IF_SOMETHING, Deadline.in(Duration.ofMillis(400))))
        .isEqualTo(Written.OutcomeUnknown.INSTANCE);

    done(others.put(scope, document("third"), Precondition.NONE, soon()));
    slow.settle();

    assertThat(stored()).contains(document("third"));
  }

  @Test
  void concurrentWritesWithAnyAsTheirConditionAllTakeEffectOnce() {
    done(others.put(scope, OLD, Precondition.NONE, soon()));

    List<Long> counts =
        Writers.together(
            6, 10, writer -> done(others.put(scope, NEW, IF_SOMETHING, soon())).after().writes());

    assertThat(counts)
        .containsExactlyInAnyOrderElementsOf(
            Writers.oneTo(61).stream().filter(count -> count > 1).toList());
  }

  private Optional<Metaflows> stored() {
    return others
        .read(scope, soon())
        .fold(
            DocumentRead.StoredDocument::document,
            unavailable -> {
              throw new AssertionError("unavailable");
            });
  }

  private static Documents documents(URI endpoint, StoreSettings settings, Clock clock) {
    return new DynamoDbDocuments(
        Database.client(settings, endpoint, new AtomicInteger()), settings, clock);
  }

  private static Metaflows document(String version) {
    return Metaflows.of(Json.object().put("version", version));
  }

  private static Written.Done done(Written written) {
    assertThat(written).isInstanceOf(Written.Done.class);
    return (Written.Done) written;
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(20));
  }
}
