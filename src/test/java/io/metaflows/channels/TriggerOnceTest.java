package io.metaflows.channels;

import static io.metaflows.metaflow.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.Deadline;
import io.metaflows.store.IdempotencyRecords.Result;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an {@code Idempotency-Key} promises (contract, section 8). */
class TriggerOnceTest {

  private static final String NINE = "{'number':'9'}";
  private static final Switch.Unreachable NO_ANSWER =
      new Switch.Unreachable(true, true, "no answer");

  private final Calls calls = new Calls();

  @BeforeEach
  void store() {
    calls.store("{'numbers':{'9':{'module':'hangup'}}}");
  }

  @AfterEach
  void close() {
    calls.close();
  }

  @Test
  void theSecondTryAnswersTheFirstResultAndRunsNothing() {
    Triggered first = calls.trigger(NINE, "k");
    int asked = calls.telephony.asked().size();

    Triggered second = calls.trigger(NINE, "k");

    assertThat(second.outcome()).isInstanceOf(Outcome.Replayed.class);
    assertThat(second.outcome().told()).isEqualTo(first.outcome().told());
    assertThat(calls.telephony.asked()).hasSize(asked);
  }

  @Test
  void alsoWhenTheCallHasEndedSince() {
    Triggered first = calls.trigger(NINE, "k");
    calls.telephony.finds(new Switch.NotLive());
    calls.telephony.runs(new Switch.NotLive());

    assertThat(calls.trigger(NINE, "k").outcome().told()).isEqualTo(first.outcome().told());
  }

  @Test
  void aDayLaterTheKeyIsAsGoodAsNew() {
    calls.trigger(NINE, "k");
    calls.pass(Duration.ofHours(24).minusMinutes(1));
    calls.trigger(NINE, "k");
    assertThat(calls.telephony.ran()).hasSize(1);

    calls.pass(Duration.ofMinutes(2));
    calls.trigger(NINE, "k");
    assertThat(calls.telephony.ran()).hasSize(2);
  }

  @Test
  void anotherKeyIsAnotherTrigger() {
    calls.trigger(NINE, "k");
    calls.trigger(NINE, "K");
    calls.trigger(NINE);

    assertThat(calls.telephony.ran()).hasSize(3);
  }

  @Test
  void theSameKeyForAnotherBodyIsAConflict() {
    calls.trigger(NINE, "k");

    Result told = calls.trigger("{'module':'hangup'}", "k").outcome().told();

    assertThat(told.status()).isEqualTo(422);
    assertThat(told.message()).isEqualTo("idempotency_conflict");
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  @Test
  void fiftyAtOnceRunOneAndTheOthersAreToldItsResultOrThatItRuns() throws Exception {
    CountDownLatch others = new CountDownLatch(10);
    calls.telephony.runs(
        () -> {
          await(others);
          return new Switch.Run.Accepted();
        });

    List<Outcome> outcomes = atOnce(50, others);

    assertThat(calls.telephony.ran()).hasSize(1);
    Outcome sent =
        outcomes.stream().filter(each -> each instanceof Outcome.Sent).findFirst().orElseThrow();
    outcomes.remove(sent);
    assertThat(outcomes)
        .hasSize(49)
        .allSatisfy(
            each -> {
              if (each.told().status() == 409) {
                assertThat(each.told().message()).isEqualTo("idempotency_in_progress");
                assertThat(each.retryAfter()).isPresent();
              } else {
                assertThat(each.told()).isEqualTo(sent.told());
              }
            })
        .anySatisfy(each -> assertThat(each.told().status()).isEqualTo(409));
    assertThat(calls.trigger(NINE, "k").outcome().told()).isEqualTo(sent.told());
  }

  @ParameterizedTest
  @MethodSource("definiteRefusals")
  void aDefiniteRefusalOfTheMetaflowIsAResultLikeAnyOther(Switch.Run refusal) {
    calls.telephony.runs(refusal);
    Triggered first = calls.trigger(NINE, "k");
    calls.telephony.runs(new Switch.Run.Accepted());

    Triggered second = calls.trigger(NINE, "k");

    assertThat(second.outcome()).isInstanceOf(Outcome.Replayed.class);
    assertThat(second.outcome().told()).isEqualTo(first.outcome().told());
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  static Stream<Switch.Run> definiteRefusals() {
    return Stream.of(
        new Switch.Run.Invalid("validation error", json("{'a':{'type':{'message':'x'}}}")),
        new Switch.Forbidden(),
        new Switch.NotLive(),
        new Switch.Refused(409),
        new Switch.Refused(422));
  }

  @ParameterizedTest
  @MethodSource("passingRefusals")
  void whoGetsANewTokenOrMoreTimeMayUseTheKeyAgain(Switch.Run refusal) {
    calls.telephony.runs(refusal);
    calls.trigger(NINE, "k");
    calls.telephony.runs(new Switch.Run.Accepted());

    assertThat(calls.trigger(NINE, "k").outcome()).isInstanceOf(Outcome.Sent.class);
  }

  static Stream<Switch.Run> passingRefusals() {
    return Stream.of(
        new Switch.Unauthenticated(),
        new Switch.Busy(),
        new Switch.Unreachable(false, false, "connection refused"));
  }

  @ParameterizedTest
  @MethodSource("failuresBefore")
  void aFailureBeforeAnythingWasSentLeavesTheKeyUnused(Switch.Lookup failure) {
    calls.telephony.finds(failure);
    assertThat(calls.trigger(NINE, "k").outcome()).isNotInstanceOf(Outcome.Sent.class);
    calls.telephony.live("{}");

    assertThat(calls.trigger(NINE, "k").outcome()).isInstanceOf(Outcome.Sent.class);
  }

  static Stream<Switch.Lookup> failuresBefore() {
    return Stream.of(
        new Switch.Unauthenticated(),
        new Switch.Forbidden(),
        new Switch.NotLive(),
        new Switch.Busy(),
        new Switch.Refused(409),
        NO_ANSWER);
  }

  @Test
  void aNameThatIsNotThereLeavesTheKeyUnused() {
    assertThat(calls.trigger("{'number':'8'}", "k").outcome().told().status()).isEqualTo(404);
    calls.store("{'numbers':{'8':{'module':'hangup'}}}");

    assertThat(calls.trigger("{'number':'8'}", "k").outcome()).isInstanceOf(Outcome.Sent.class);
  }

  @Test
  void noTimeForTheMetaflowLeavesTheKeyUnused() {
    Deadline close = Deadline.in(Calls.READ_TIMEOUT.minusMillis(1));
    Triggered first = calls.run(NINE, DryRun.NO, Optional.of("k"), close);
    assertThat(first.outcome().told().status()).isEqualTo(504);

    assertThat(calls.trigger(NINE, "k").outcome()).isInstanceOf(Outcome.Sent.class);
  }

  @Test
  void aDatabaseThatFailsInTheMiddleLeavesTheKeyUnused() {
    // The claim passes, all attempts to read the documents fail, the release passes.
    calls.database.next(Fault.NONE, Fault.THROTTLED, Fault.THROTTLED, Fault.THROTTLED);
    assertThat(calls.trigger(NINE, "k").outcome()).isEqualTo(Outcome.Plain.DATASTORE_UNREACHABLE);
    assertThat(calls.telephony.ran()).isEmpty();

    assertThat(calls.trigger(NINE, "k").outcome()).isInstanceOf(Outcome.Sent.class);
  }

  @Test
  void aKeyThatCannotBeClaimedRunsNothing() {
    calls.database.always(Fault.THROTTLED);

    assertThat(calls.trigger(NINE, "k").outcome()).isEqualTo(Outcome.Plain.DATASTORE_UNREACHABLE);
    assertThat(calls.telephony.asked()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unknownOutcomes")
  void anUnknownOutcomeStaysUnknown(Switch.Run answer) {
    calls.telephony.runs(answer);
    assertThat(calls.trigger(NINE, "k").outcome().word()).isEqualTo("unknown");
    calls.telephony.runs(new Switch.Run.Accepted());

    assertThat(calls.trigger(NINE, "k").outcome()).isEqualTo(Outcome.Plain.UNKNOWN_BEFORE);
    calls.pass(Duration.ofHours(23));
    assertThat(calls.trigger(NINE, "k").outcome()).isEqualTo(Outcome.Plain.UNKNOWN_BEFORE);
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  static Stream<Switch.Run> unknownOutcomes() {
    return Stream.of(
        NO_ANSWER,
        new Switch.Unreachable(false, true, "the switch answered 500"),
        new Switch.Refused(408));
  }

  @Test
  void aResultThatCannotBeRecordedReachesTheCallerAndTheKeyReadsAsUnknown() {
    calls.telephony.runs(
        () -> {
          calls.database.always(Fault.THROTTLED);
          return new Switch.Run.Accepted();
        });
    assertThat(calls.trigger(NINE, "k").outcome()).isInstanceOf(Outcome.Sent.class);
    calls.database.always(Fault.NONE);

    assertThat(calls.trigger(NINE, "k").outcome()).isInstanceOf(Outcome.InProgress.class);
    calls.pass(Calls.LEASE);
    assertThat(calls.trigger(NINE, "k").outcome()).isEqualTo(Outcome.Plain.UNKNOWN_BEFORE);
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  @Test
  void anAnswerThatTookAllTheTimeThereWasIsRecordedStill() {
    // So that no first use of the database takes its time.
    calls.trigger(NINE, "first");
    Deadline deadline = Deadline.in(Calls.READ_TIMEOUT.multipliedBy(2));
    calls.telephony.runs(
        () -> {
          waitFor(deadline);
          return new Switch.Run.Accepted();
        });
    Triggered first = calls.run(NINE, DryRun.NO, Optional.of("k"), deadline);
    assertThat(first.outcome()).isInstanceOf(Outcome.Sent.class);

    assertThat(calls.trigger(NINE, "k").outcome())
        .isEqualTo(new Outcome.Replayed(first.outcome().told()));
  }

  @Test
  void aDryRunNeitherUsesAKeyNorIsHeldUpByOne() {
    Triggered rehearsal = calls.run(NINE, DryRun.YES, Optional.of("k"), Calls.soon());
    assertThat(rehearsal.outcome()).isInstanceOf(Outcome.NotSent.class);

    assertThat(calls.trigger(NINE, "k").outcome()).isInstanceOf(Outcome.Sent.class);
    assertThat(calls.run(NINE, DryRun.YES, Optional.of("k"), Calls.soon()).outcome())
        .isInstanceOf(Outcome.NotSent.class);
  }

  /** Triggers so many at once under one key, and counts those that have ended. */
  private List<Outcome> atOnce(int many, CountDownLatch ended)
      throws ExecutionException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<Outcome>> running = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        running.add(
            threads.submit(
                () -> {
                  Outcome outcome = calls.trigger(NINE, "k").outcome();
                  ended.countDown();
                  return outcome;
                }));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> each : running) {
        outcomes.add(each.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void waitFor(Deadline deadline) {
    try {
      while (!deadline.passed()) {
        Thread.sleep(deadline.left().toMillis() + 1);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
