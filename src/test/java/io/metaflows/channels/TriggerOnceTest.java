package io.metaflows.channels;

import static io.metaflows.metaflow.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Deadline;
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

/** What an {@code Idempotency-Key} guarantees (docs/triggers.md#idempotency). */
class TriggerOnceTest {

  private static final String NINE = "{'number':'9'}";
  private static final SwitchFailure NO_ANSWER = new SwitchFailure.NoAnswer(true, "no answer");

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
    TriggerResult first = calls.trigger(NINE, "k");
    int asked = calls.telephony.asked().size();

    TriggerResult second = calls.trigger(NINE, "k");

    assertThat(second).isEqualTo(new TriggerResult.Replayed(first));
    assertThat(calls.telephony.asked()).hasSize(asked);
  }

  @Test
  void alsoWhenTheCallHasEndedSince() {
    TriggerResult first = calls.trigger(NINE, "k");
    calls.telephony.finds(SwitchFailure.NOT_LIVE);
    calls.telephony.runs(SwitchFailure.NOT_LIVE);

    assertThat(calls.trigger(NINE, "k")).isEqualTo(new TriggerResult.Replayed(first));
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

    assertThat(calls.trigger("{'module':'hangup'}", "k")).isEqualTo(TriggerResult.KEY_REUSED);
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  @Test
  void fiftyAtOnceRunOneAndTheOthersAreToldItsResultOrThatItRuns() throws Exception {
    CountDownLatch others = new CountDownLatch(10);
    calls.telephony.runs(
        () -> {
          await(others);
          return RunResult.RunAccepted.INSTANCE;
        });

    List<TriggerResult> outcomes = atOnce(50, others);

    assertThat(calls.telephony.ran()).hasSize(1);
    TriggerResult sent =
        outcomes.stream()
            .filter(TriggerResult.MetaflowSent.class::isInstance)
            .findFirst()
            .orElseThrow();
    outcomes.remove(sent);
    assertThat(outcomes)
        .hasSize(49)
        .allSatisfy(
            each -> assertThat(each).isIn(new TriggerResult.Replayed(sent), stillRunning(each)))
        .anySatisfy(each -> assertThat(each).isEqualTo(stillRunning(each)));
    assertThat(calls.trigger(NINE, "k")).isEqualTo(new TriggerResult.Replayed(sent));
  }

  /** The result itself if it says that the first request is running, with a time that is left. */
  private static TriggerResult stillRunning(TriggerResult result) {
    assertThat(result)
        .isInstanceOfAny(TriggerResult.Replayed.class, TriggerResult.FirstStillRunning.class);
    return new TriggerResult.FirstStillRunning(
        result instanceof TriggerResult.FirstStillRunning running ? running.left() : Duration.ZERO);
  }

  @ParameterizedTest
  @MethodSource("definiteRefusals")
  void aDefiniteRefusalOfTheMetaflowIsAResultLikeAnyOther(RunResult refusal) {
    calls.telephony.runs(refusal);
    TriggerResult first = calls.trigger(NINE, "k");
    calls.telephony.runs(RunResult.RunAccepted.INSTANCE);

    TriggerResult second = calls.trigger(NINE, "k");

    assertThat(second).isEqualTo(new TriggerResult.Replayed(first));
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  static Stream<RunResult> definiteRefusals() {
    return Stream.of(
        new RunResult.NodeRejected("validation error", json("{'a':{'type':{'message':'x'}}}")),
        SwitchFailure.NO_RIGHT,
        SwitchFailure.NOT_LIVE,
        new SwitchFailure.Refused("the switch answered 409"),
        new SwitchFailure.Refused("the switch answered 422"));
  }

  @ParameterizedTest
  @MethodSource("passingRefusals")
  void whoGetsANewTokenOrMoreTimeMayUseTheKeyAgain(RunResult refusal) {
    calls.telephony.runs(refusal);
    calls.trigger(NINE, "k");
    calls.telephony.runs(RunResult.RunAccepted.INSTANCE);

    assertThat(calls.trigger(NINE, "k")).isInstanceOf(TriggerResult.MetaflowSent.class);
  }

  static Stream<RunResult> passingRefusals() {
    return Stream.of(
        SwitchFailure.UNKNOWN_TOKEN,
        SwitchFailure.BUSY,
        new SwitchFailure.NotAsked(false, "connection refused"));
  }

  @ParameterizedTest
  @MethodSource("failuresBefore")
  void aFailureBeforeAnythingWasSentLeavesTheKeyUnused(ChannelLookup failure) {
    calls.telephony.finds(failure);
    assertThat(calls.trigger(NINE, "k")).isNotInstanceOf(TriggerResult.MetaflowSent.class);
    calls.telephony.live();

    assertThat(calls.trigger(NINE, "k")).isInstanceOf(TriggerResult.MetaflowSent.class);
  }

  static Stream<ChannelLookup> failuresBefore() {
    return Stream.of(
        SwitchFailure.UNKNOWN_TOKEN,
        SwitchFailure.NO_RIGHT,
        SwitchFailure.NOT_LIVE,
        SwitchFailure.BUSY,
        new SwitchFailure.Refused("the switch answered 409"),
        new SwitchFailure.NotAsked(true, "no answer"));
  }

  @Test
  void aNameThatIsNotThereLeavesTheKeyUnused() {
    assertThat(calls.trigger("{'number':'8'}", "k")).isEqualTo(calls.noSuchMetaflow("8", true));
    calls.store("{'numbers':{'8':{'module':'hangup'}}}");

    assertThat(calls.trigger("{'number':'8'}", "k")).isInstanceOf(TriggerResult.MetaflowSent.class);
  }

  @Test
  void noTimeForTheMetaflowLeavesTheKeyUnused() {
    calls.telephony.runs(new SwitchFailure.NotAsked(true, "too little time was left"));
    assertThat(calls.trigger(NINE, "k").word()).isEqualTo("unreachable");
    calls.telephony.runs(RunResult.RunAccepted.INSTANCE);

    assertThat(calls.trigger(NINE, "k")).isInstanceOf(TriggerResult.MetaflowSent.class);
  }

  @Test
  void aDatabaseThatFailsInTheMiddleLeavesTheKeyUnused() {
    // The claim passes, all attempts to read the documents fail, the release passes.
    calls.database.next(Fault.NONE, Fault.THROTTLED, Fault.THROTTLED, Fault.THROTTLED);
    assertThat(calls.trigger(NINE, "k")).isEqualTo(TriggerResult.DATASTORE_UNREACHABLE);
    assertThat(calls.telephony.ran()).isEmpty();

    assertThat(calls.trigger(NINE, "k")).isInstanceOf(TriggerResult.MetaflowSent.class);
  }

  @Test
  void aKeyThatCannotBeClaimedRunsNothing() {
    calls.database.always(Fault.THROTTLED);

    assertThat(calls.trigger(NINE, "k")).isEqualTo(TriggerResult.DATASTORE_UNREACHABLE);
    assertThat(calls.telephony.asked()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("unknownOutcomes")
  void anUnknownOutcomeStaysUnknown(RunResult answer) {
    calls.telephony.runs(answer);
    assertThat(calls.trigger(NINE, "k").word()).isEqualTo("unknown");
    calls.telephony.runs(RunResult.RunAccepted.INSTANCE);

    assertThat(calls.trigger(NINE, "k")).isEqualTo(TriggerResult.FIRST_OUTCOME_UNKNOWN);
    calls.pass(Duration.ofHours(23));
    assertThat(calls.trigger(NINE, "k")).isEqualTo(TriggerResult.FIRST_OUTCOME_UNKNOWN);
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  static Stream<RunResult> unknownOutcomes() {
    return Stream.of(NO_ANSWER, new SwitchFailure.NoAnswer(false, "the switch answered 500"));
  }

  @Test
  void aResultThatCannotBeRecordedReachesTheCallerAndTheKeyReadsAsUnknown() {
    calls.telephony.runs(
        () -> {
          calls.database.always(Fault.THROTTLED);
          return RunResult.RunAccepted.INSTANCE;
        });
    assertThat(calls.trigger(NINE, "k")).isInstanceOf(TriggerResult.MetaflowSent.class);
    calls.database.always(Fault.NONE);

    assertThat(calls.trigger(NINE, "k")).isInstanceOf(TriggerResult.FirstStillRunning.class);
    calls.pass(Calls.LEASE);
    assertThat(calls.trigger(NINE, "k")).isEqualTo(TriggerResult.FIRST_OUTCOME_UNKNOWN);
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  @Test
  void aKeyIsFreeAgainAlsoWhenTheTriggerEndedAfterItsDeadline() {
    // So that no first use of the database takes its time.
    calls.trigger(NINE, "first");
    Deadline deadline = Deadline.in(Duration.ofSeconds(3));
    calls.telephony.runs(
        () -> {
          Calls.waitFor(deadline.plus(Duration.ofSeconds(1)));
          return new SwitchFailure.NotAsked(true, "too little time was left");
        });
    assertThat(calls.run(NINE, DryRun.NO, Optional.of("k"), deadline).word())
        .isEqualTo("unreachable");
    calls.telephony.runs(RunResult.RunAccepted.INSTANCE);

    assertThat(calls.trigger(NINE, "k")).isInstanceOf(TriggerResult.MetaflowSent.class);
  }

  /** Each node takes the captures: what is sent is larger than an item of DynamoDB may be. */
  @Test
  void aResultThatIsLargerThanAnItemIsReplayed() {
    ObjectNode root = json("{'module':'transfer','data':{},'children':{}}");
    for (int i = 0; i < 900; i++) {
      root.withObject("children").set("b" + i, json("{'module':'transfer','data':{}}"));
    }
    ObjectNode document = json("{'patterns':{}}");
    document.withObject("patterns").set("2(\\d+)", root);
    calls.store(document.toString());
    ObjectNode data = json("{'pattern':'2(\\\\d+)','captures':[]}");
    for (int i = 0; i < 32; i++) {
      data.withArray("captures").add(("" + i).repeat(64).substring(0, 64));
    }

    TriggerResult first = calls.trigger(data.toString(), "large");

    assertThat(first).isInstanceOf(TriggerResult.MetaflowSent.class);
    assertThat(calls.telephony.ran().get(0).toJson().toString().length()).isGreaterThan(1_000_000);
    assertThat(calls.trigger(data.toString(), "large"))
        .isEqualTo(new TriggerResult.Replayed(first));
  }

  @Test
  void aDryRunNeitherUsesAKeyNorIsHeldUpByOne() {
    TriggerResult rehearsal = calls.run(NINE, DryRun.YES, Optional.of("k"), Calls.soon());
    assertThat(rehearsal).isInstanceOf(TriggerResult.MetaflowNotSent.class);

    assertThat(calls.trigger(NINE, "k")).isInstanceOf(TriggerResult.MetaflowSent.class);
    assertThat(calls.run(NINE, DryRun.YES, Optional.of("k"), Calls.soon()))
        .isInstanceOf(TriggerResult.MetaflowNotSent.class);
  }

  /** Triggers so many at once under one key, and counts those that have ended. */
  private List<TriggerResult> atOnce(int many, CountDownLatch ended)
      throws ExecutionException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<TriggerResult>> running = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        running.add(
            threads.submit(
                () -> {
                  TriggerResult outcome = calls.trigger(NINE, "k");
                  ended.countDown();
                  return outcome;
                }));
      }
      List<TriggerResult> outcomes = new ArrayList<>();
      for (Future<TriggerResult> each : running) {
        outcomes.add(each.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
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
