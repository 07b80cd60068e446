package io.metaflows.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a trigger shares its time between the switch and the database (docs/api.md#deadlines). */
class TriggerTimeTest {

  private static final String NINE = "{'number':'9'}";

  private final Calls calls = new Calls();

  @BeforeEach
  void store() {
    calls.store("{'numbers':{'9':{'module':'hangup'}}}");
    // So that no first use of the database takes its time.
    calls.trigger(NINE, "first");
  }

  @AfterEach
  void close() {
    calls.close();
  }

  @Test
  void aSwitchThatHasTooLittleTimeLeftEndsTheTriggerOfAStoredMetaflowToo() {
    SwitchFailure tooLate = new SwitchFailure.NotAsked(true, "too little time was left");
    calls.telephony.runs(tooLate);

    assertThat(calls.trigger(NINE)).isEqualTo(new TriggerResult.SwitchFailed(tooLate));
  }

  @Test
  void theSwitchGetsTheTimeThatRecordingDoesNotNeed() {
    Deadline deadline = Deadline.in(Duration.ofSeconds(30));

    calls.run("{'module':'hangup'}", DryRun.NO, Optional.empty(), deadline);

    assertThat(calls.telephony.deadline()).isEqualTo(deadline.plus(Duration.ofMillis(-500)));
  }

  @Test
  void anAnswerThatTookAllTheTimeThereWasIsRecordedStill() {
    Deadline deadline = Deadline.in(Duration.ofSeconds(4));
    calls.telephony.runs(
        () -> {
          Calls.waitFor(deadline.plus(Duration.ofMillis(-500)));
          return RunResult.RunAccepted.INSTANCE;
        });
    TriggerResult first = calls.run(NINE, DryRun.NO, Optional.of("k"), deadline);
    assertThat(first).isInstanceOf(TriggerResult.MetaflowSent.class);

    assertThat(calls.trigger(NINE, "k")).isEqualTo(new TriggerResult.Replayed(first));
  }

  @Test
  void theTriggerEndsByItsDeadlineAlsoWhereRecordingHangs() {
    Deadline deadline = Deadline.in(Duration.ofSeconds(4));
    calls.telephony.runs(
        () -> {
          Calls.waitFor(deadline.plus(Duration.ofMillis(-500)));
          calls.database.always(Fault.STALL_BEFORE);
          return RunResult.RunAccepted.INSTANCE;
        });

    assertThat(calls.run(NINE, DryRun.NO, Optional.of("k"), deadline))
        .isInstanceOf(TriggerResult.MetaflowSent.class);

    assertThat(deadline.plus(Duration.ofMillis(400)).passed()).isFalse();
  }
}
