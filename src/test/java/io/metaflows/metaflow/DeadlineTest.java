package io.metaflows.metaflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void aDeadlineThatHasPassedMayBeExtended() {
    Deadline passed = Deadline.in(Duration.ofSeconds(-1));
    assertThat(passed.passed()).isTrue();

    assertThat(passed.plus(Duration.ofMinutes(1)).left()).isPositive();
    assertThat(passed.plus(Duration.ofMillis(999)).passed()).isTrue();
    assertThat(new Deadline(5).plus(Duration.ofMillis(1))).isEqualTo(new Deadline(1_000_005));
  }
}
