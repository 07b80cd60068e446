package io.metaflows.store;

import static io.metaflows.testing.dynamodb.FaultyProxy.Fault.NONE;
import static io.metaflows.testing.dynamodb.FaultyProxy.Fault.RESET_AFTER;
import static io.metaflows.testing.dynamodb.FaultyProxy.Fault.STALL_AFTER;
import static io.metaflows.testing.dynamodb.FaultyProxy.Fault.THROTTLED;
import static io.metaflows.testing.dynamodb.FaultyProxy.Fault.UNPROCESSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.store.Precondition.Tags;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.FaultyProxy;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the store of documents answers when DynamoDB fails (docs/revisions.md#unknown-outcomes). */
abstract class DynamoDbDocumentsUnderFaultsContract {

  private static final Duration STALL = Duration.ofMillis(500);

  /** Those of which the client can know that nothing was written. */
  private static final Set<Fault> REFUSALS = EnumSet.of(THROTTLED);

  /** Those that let the write take effect, sooner or later. */
  private static final Set<Fault> EFFECTIVE =
      EnumSet.of(
          Fault.ERROR_AFTER,
          Fault.RESET_AFTER,
          Fault.STALL_BEFORE,
          Fault.STALL_AFTER,
          Fault.TRUNCATED,
          Fault.BEHEADED);

  private static final Metaflows OLD = document("old");
  private static final Metaflows NEW = document("new");
  private static final Metaflows OTHER = document("other");

  private final Scope scope = Scopes.fresh();
  private Documents direct;
  private FaultyProxy proxy;
  private Documents documents;
  private Revision first;

  abstract Database database();

  @BeforeEach
  void storeADocument() {
    direct =
        new DynamoDbDocuments(
            database().client(Database.PATIENT), Database.PATIENT, Clock.systemUTC());
    proxy = new FaultyProxy(database().endpoint(), STALL);
    documents = through(proxy.endpoint(), Database.PATIENT);
    first = done(direct.put(scope, OLD, Precondition.NONE, in(20_000))).after();
  }

  @AfterEach
  void closeProxy() {
    proxy.close();
  }

  /** The store as it meets a fault: short of patience only where patience is what is tried. */
  private Documents meeting(Fault fault) {
    return fault.stalls() ? through(proxy.endpoint(), Database.HASTY) : documents;
  }

  static Stream<Arguments> faultsOfEachWrite() {
    return faults().flatMap(fault -> Stream.of(Write.values()).map(w -> Arguments.of(w, fault)));
  }

  static Stream<Fault> faults() {
    return EnumSet.complementOf(EnumSet.of(NONE, UNPROCESSED)).stream();
  }

  @ParameterizedTest
  @MethodSource("faultsOfEachWrite")
  void aWriteSurvivesASingleFaultAndIsDoneOnce(Write write, Fault fault) {
    proxy.next(fault);
    Written.Done done = done(write.send(meeting(fault), scope, first, in(5_000)));
    proxy.settle();

    assertThat(done.after().writes()).isEqualTo(2);
    assertThat(stored())
        .isEqualTo(new DocumentRead.StoredDocument(write.result(), Optional.of(done.after())));
    if (!fault.stalls()) {
      assertThat(proxy.arrived()).as("requests").isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("faultsOfEachWrite")
  void aWriteUnderALastingFaultIsNotToldAsMoreThanIsKnown(Write write, Fault fault) {
    proxy.always(fault);
    Written told = write.send(meeting(fault), scope, first, in(500));
    proxy.settle();

    assertThat(told)
        .isEqualTo(
            REFUSALS.contains(fault) ? StoreUnavailable.INSTANCE : Written.OutcomeUnknown.INSTANCE);
    DocumentRead.StoredDocument stored = stored();
    assertThat(stored.document())
        .isEqualTo(EFFECTIVE.contains(fault) ? write.result() : Optional.of(OLD));
    assertThat(stored.revision().orElseThrow().writes())
        .isEqualTo(EFFECTIVE.contains(fault) ? 2 : 1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aReadSurvivesASingleFault(Fault fault) {
    proxy.next(fault);

    assertThat(meeting(fault).read(scope, in(5_000)))
        .isEqualTo(new DocumentRead.StoredDocument(Optional.of(OLD), Optional.of(first)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aReadUnderALastingFaultIsUnavailableAndNeverEmpty(Fault fault) {
    proxy.always(fault);

    assertThat(meeting(fault).read(scope, in(500))).isEqualTo(StoreUnavailable.INSTANCE);
    assertThat(meeting(fault).readAll(List.of(scope), in(500)))
        .isEqualTo(StoreUnavailable.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aReadOfSeveralScopesSurvivesASingleFault(Fault fault) {
    proxy.next(fault);

    assertThat(meeting(fault).readAll(List.of(scope, Scopes.fresh()), in(5_000)))
        .isEqualTo(new DocumentsRead.StoredDocuments(Map.of(scope, OLD)));
  }

  @Test
  void unprocessedKeysAreAskedForAgain() {
    proxy.next(UNPROCESSED, UNPROCESSED, UNPROCESSED, UNPROCESSED);

    assertThat(documents.readAll(List.of(scope), in(5_000)))
        .isEqualTo(new DocumentsRead.StoredDocuments(Map.of(scope, OLD)));
  }

  @Test
  void keysThatStayUnprocessedAreNeverTakenAsEmpty() {
    proxy.always(UNPROCESSED);

    assertThat(documents.readAll(List.of(scope), in(400))).isEqualTo(StoreUnavailable.INSTANCE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {
        "RESET_BEFORE",
        "RESET_AFTER",
        "ERROR_AFTER",
        "STALL_AFTER",
        "TRUNCATED",
        "BEHEADED"
      })
  void aPreconditionThatAnotherMayHaveBrokenAfterUsIsUnknown(Fault fault) {
    proxy.next(fault);
    proxy.meanwhile(this::anotherWrites);

    assertThat(Write.CONDITIONAL_POST.send(meeting(fault), scope, first, in(5_000)))
        .isEqualTo(Written.OutcomeUnknown.INSTANCE);
    assertThat(stored().document()).contains(OTHER);
  }

  @Test
  void aPreconditionThatFailsAfterARefusalIsToldAsFailed() {
    Revision second = anotherWrites();
    proxy.next(THROTTLED);

    assertThat(Write.CONDITIONAL_POST.send(documents, scope, first, in(5_000)))
        .isEqualTo(new Written.PreconditionFailed(Optional.of(second)));
  }

  @Test
  void aPreconditionOnAScopeThatWasNeverWrittenIsToldAsFailedWhateverHappened() {
    proxy.next(RESET_AFTER);

    assertThat(Write.CONDITIONAL_POST.send(documents, Scopes.fresh(), first, in(5_000)))
        .isEqualTo(new Written.PreconditionFailed(Optional.empty()));
  }

  @Test
  void aCreationThatWasDoneIsNotTakenForAnothers() {
    Scope empty = Scopes.fresh();
    proxy.next(RESET_AFTER);
    Precondition createOnly = new Precondition(Tags.UNSET, Tags.ANY);

    Written.Done done = done(documents.put(empty, NEW, createOnly, in(5_000)));

    assertThat(done.after().writes()).isEqualTo(1);
    assertThat(direct.read(empty, in(20_000)))
        .isEqualTo(new DocumentRead.StoredDocument(Optional.of(NEW), Optional.of(done.after())));
  }

  @ParameterizedTest
  @EnumSource(LateWrite.class)
  void anAttemptThatArrivesLateUndoesNoWriteThatWasAcknowledgedMeanwhile(LateWrite late) {
    try (FaultyProxy slow = new FaultyProxy(database().endpoint(), Duration.ofMillis(2_500))) {
      Documents hasty = through(slow.endpoint(), Database.HASTY);
      Scope written = late.prepare(direct);
      slow.next(Fault.STALL_BEFORE);

      done(late.send(hasty, written));
      Optional<Metaflows> acknowledged = late.anotherWrites(direct, written);
      slow.settle();

      assertThat(read(written).document()).isEqualTo(acknowledged);
      assertThat(slow.arrived()).isEqualTo(2);
    }
  }

  /** A write whose precondition holds again once others have written. */
  enum LateWrite {
    CREATE_ONLY,
    PUT_OVER_ANY,
    PUT_OVER_ALL_BUT_ONE,
    DELETE_ANY;

    private static final Precondition IF_NOTHING = new Precondition(Tags.UNSET, Tags.ANY);
    private static final Precondition IF_ANY = new Precondition(Tags.ANY, Tags.UNSET);
    private static final Precondition IF_OTHER =
        new Precondition(Tags.UNSET, new Tags.OneOf(Set.of(new Revision(7, "0".repeat(32)))));

    Scope prepare(Documents documents) {
      Scope scope = Scopes.fresh();
      if (this != CREATE_ONLY) {
        done(documents.put(scope, OLD, Precondition.NONE, in(20_000)));
      }
      return scope;
    }

    Written send(Documents documents, Scope scope) {
      return switch (this) {
        case CREATE_ONLY -> documents.put(scope, NEW, IF_NOTHING, in(5_000));
        case PUT_OVER_ANY -> documents.put(scope, NEW, IF_ANY, in(5_000));
        case PUT_OVER_ALL_BUT_ONE -> documents.put(scope, NEW, IF_OTHER, in(5_000));
        case DELETE_ANY -> documents.delete(scope, IF_ANY, in(5_000));
      };
    }

    /** What is stored after it. */
    Optional<Metaflows> anotherWrites(Documents documents, Scope scope) {
      if (this == CREATE_ONLY) {
        done(documents.delete(scope, Precondition.NONE, in(20_000)));
        return Optional.empty();
      }
      done(documents.put(scope, OTHER, Precondition.NONE, in(20_000)));
      return Optional.of(OTHER);
    }
  }

  @ParameterizedTest
  @EnumSource(value = LateWrite.class, names = "DELETE_ANY", mode = EnumSource.Mode.EXCLUDE)
  void aClockThatIsAheadHoldsNoWriteUp(LateWrite write) {
    Documents ahead =
        new DynamoDbDocuments(
            database().client(Database.PATIENT),
            Database.PATIENT,
            Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
    Scope scope = write.prepare(ahead);
    if (write == LateWrite.CREATE_ONLY) {
      done(ahead.put(scope, OLD, Precondition.NONE, in(20_000)));
      done(ahead.delete(scope, Precondition.NONE, in(20_000)));
    }

    Written.Done done = done(write.send(direct, scope));

    assertThat(read(scope).document()).contains(NEW);
    assertThat(read(scope).revision()).contains(done.after());
  }

  @Test
  void aWriteThatMeetsAnothersAfterAnUnknownAttemptIsUnknown() {
    proxy.next(Fault.RESET_BEFORE);
    proxy.meanwhile(this::anotherWrites);

    assertThat(documents.put(scope, NEW, new Precondition(Tags.ANY, Tags.UNSET), in(5_000)))
        .isEqualTo(Written.OutcomeUnknown.INSTANCE);
    assertThat(stored().document()).contains(OTHER);
  }

  @Test
  void aDeleteOfNothingSurvivesAFault() {
    proxy.next(RESET_AFTER);

    assertThat(documents.delete(Scopes.fresh(), Precondition.NONE, in(5_000)))
        .isEqualTo(new Written.NothingThere(Optional.empty()));
  }

  @Test
  void aWriteWithoutPreconditionThatIsSentAgainAfterAnothersStillWins() {
    proxy.next(RESET_AFTER);
    proxy.meanwhile(this::anotherWrites);

    Written.Done done = done(Write.POST.send(documents, scope, first, in(5_000)));

    assertThat(done.before().orElseThrow().writes()).isEqualTo(3);
    assertThat(stored())
        .isEqualTo(new DocumentRead.StoredDocument(Optional.of(NEW), Optional.of(done.after())));
  }

  @Test
  void anUnknownOutcomeIsSettledWithMoreAttemptsThanARefusalGets() {
    proxy.next(RESET_AFTER, THROTTLED, RESET_AFTER, THROTTLED, RESET_AFTER);

    assertThat(done(Write.POST.send(documents, scope, first, in(10_000))).after().writes())
        .isEqualTo(2);
  }

  @Test
  void aRefusalIsNotRepeatedForEver() {
    proxy.always(THROTTLED);

    assertThat(Write.POST.send(documents, scope, first, in(10_000)))
        .isEqualTo(StoreUnavailable.INSTANCE);
    assertThat(proxy.arrived()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"RESET_BEFORE", "RESET_AFTER", "BEHEADED", "TRUNCATED"})
  void nothingIsSentAgainBehindTheStoresBack(Fault fault) {
    AtomicInteger sent = new AtomicInteger();
    Documents counted =
        new DynamoDbDocuments(
            Database.client(Database.PATIENT, proxy.endpoint(), sent),
            Database.PATIENT,
            Clock.systemUTC());
    done(counted.put(scope, OTHER, Precondition.NONE, in(5_000)));
    proxy.next(fault, fault);

    done(counted.put(scope, NEW, Precondition.NONE, in(10_000)));

    assertThat(sent).hasValue(4);
    assertThat(proxy.arrived()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Write.class)
  void anAnswerThatStallsPastTheDeadlineIsUnknown(Write write) {
    proxy.next(STALL_AFTER);

    assertThat(write.send(documents, scope, first, in(250)))
        .isEqualTo(Written.OutcomeUnknown.INSTANCE);
    proxy.settle();
    assertThat(stored().document()).isEqualTo(write.result());
  }

  @ParameterizedTest
  @EnumSource(Write.class)
  void aRefusedConnectionLeavesNoDoubt(Write write) {
    proxy.close();

    assertThat(write.send(documents, scope, first, in(5_000))).isEqualTo(StoreUnavailable.INSTANCE);
    assertThat(documents.read(scope, in(5_000))).isEqualTo(StoreUnavailable.INSTANCE);
  }

  @Test
  void aMissingTableIsUnavailableAtOnce() {
    AtomicInteger sent = new AtomicInteger();
    StoreSettings elsewhere = TestingSettings.with("metaflows.table", "elsewhere").store();
    Documents none =
        new DynamoDbDocuments(
            Database.client(elsewhere, database().endpoint(), sent), elsewhere, Clock.systemUTC());

    assertThat(none.put(scope, NEW, Precondition.NONE, in(5_000)))
        .isEqualTo(StoreUnavailable.INSTANCE);
    assertThat(sent).hasValue(1);
  }

  @Test
  void nothingIsSentOnceTheDeadlineHasPassed() {
    assertThat(documents.read(scope, in(0))).isEqualTo(StoreUnavailable.INSTANCE);
    assertThat(Write.POST.send(documents, scope, first, in(0)))
        .isEqualTo(StoreUnavailable.INSTANCE);
    assertThat(proxy.arrived()).isZero();
  }

  @Test
  void anInterruptionEndsTheWaitAndIsPassedOn() {
    proxy.always(Fault.RESET_BEFORE);
    Thread.currentThread().interrupt();

    Written told = Write.POST.send(documents, scope, first, in(5_000));

    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    assertThat(told).isIn(Written.OutcomeUnknown.INSTANCE, StoreUnavailable.INSTANCE);
  }

  /** The writes of the API. */
  enum Write {
    POST,
    CONDITIONAL_POST,
    DELETE;

    Written send(Documents documents, Scope scope, Revision current, Deadline deadline) {
      Precondition ifCurrent = new Precondition(new Tags.OneOf(Set.of(current)), Tags.UNSET);
      return switch (this) {
        case POST -> documents.put(scope, NEW, Precondition.NONE, deadline);
        case CONDITIONAL_POST -> documents.put(scope, NEW, ifCurrent, deadline);
        case DELETE -> documents.delete(scope, Precondition.NONE, deadline);
      };
    }

    Optional<Metaflows> result() {
      return this == DELETE ? Optional.empty() : Optional.of(NEW);
    }
  }

  private static Metaflows document(String version) {
    return Metaflows.of(Json.object().put("version", version));
  }

  private static Documents through(URI endpoint, StoreSettings settings) {
    return new DynamoDbDocuments(
        Database.client(settings, endpoint, new AtomicInteger()), settings, Clock.systemUTC());
  }

  private Revision anotherWrites() {
    return done(direct.put(scope, OTHER, Precondition.NONE, in(20_000))).after();
  }

  private DocumentRead.StoredDocument read(Scope of) {
    return (DocumentRead.StoredDocument) direct.read(of, in(20_000));
  }

  private DocumentRead.StoredDocument stored() {
    return read(scope);
  }

  private static Written.Done done(Written written) {
    assertThat(written).isInstanceOf(Written.Done.class);
    return (Written.Done) written;
  }

  private static Deadline in(long millis) {
    return Deadline.in(Duration.ofMillis(millis));
  }
}
