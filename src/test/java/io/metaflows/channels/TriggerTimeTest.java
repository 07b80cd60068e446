package io.metaflows.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trigger ends by its deadline, recording included (docs/api.md#deadlines). */
class TriggerTimeTest {

  private static final String HANGUP = "{'module':'hangup'}";

  /** Without what is set aside for recording, it is less than a stall takes. */
  private static final Duration TIME = Duration.ofMillis(1_400);

  /** For a busy machine; less than what is set aside for recording. */
  private static final Duration TOLERANCE = Duration.ofMillis(250);

  private final Calls calls = new Calls();

  @BeforeEach
  void theDatabaseWasUsedBefore() {
    calls.store("{'numbers':{'9':{'module':'hangup'}}}");
    calls.trigger("{'number':'9'}", "before");
  }

  @AfterEach
  void close() {
    calls.close();
  }

  private TriggerResult runInTime(String data) {
    Deadline deadline = Deadline.in(TIME);
    TriggerResult result = calls.run(data, DryRun.NO, Optional.of("k"), deadline);
    assertThat(Duration.ofNanos(System.nanoTime() - deadline.nanoTime())).isLessThan(TOLERANCE);
    return result;
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"STALL_BEFORE", "STALL_AFTER"})
  void aSlowClaim(Fault fault) {
    calls.database.always(fault);

    assertThat(runInTime(HANGUP)).isEqualTo(TriggerResult.DATASTORE_UNREACHABLE);
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  @Test
  void slowDocumentsAndASlowRelease() {
    calls.database.next(Fault.NONE);
    calls.database.always(Fault.STALL_BEFORE);

    assertThat(runInTime("{'number':'9'}")).isEqualTo(TriggerResult.DATASTORE_UNREACHABLE);
    assertThat(calls.telephony.ran()).hasSize(1);
  }

  @Test
  void aSwitchThatTakesAllItsTimeAndASlowRecord() {
    calls.database.next(Fault.NONE);
    calls.database.always(Fault.STALL_BEFORE);
    calls.telephony.runs(
        () -> {
          waitFor(calls.telephony.deadline());
          return RunResult.RunAccepted.INSTANCE;
        });

    assertThat(runInTime(HANGUP)).isInstanceOf(TriggerResult.MetaflowSent.class);
  }

  @Test
  void aSwitchFailureAndASlowRelease() {
    calls.database.next(Fault.NONE);
    calls.database.always(Fault.STALL_BEFORE);
    calls.telephony.runs(
        () -> {
          waitFor(calls.telephony.deadline());
          return new SwitchFailure.NotAsked(true, "too slow");
        });

    assertThat(runInTime(HANGUP)).isInstanceOf(TriggerResult.SwitchFailed.class);
  }

  private static void waitFor(Deadline deadline) {
    while (!deadline.passed()) {
      try {
        Thread.sleep(deadline.left().toMillis() + 1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
