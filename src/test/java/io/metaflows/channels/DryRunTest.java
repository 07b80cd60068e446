package io.metaflows.channels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunTest {

  @Test
  void isTrueOrFalse() {
    assertThat(DryRun.parse("true")).contains(DryRun.YES);
    assertThat(DryRun.parse("false")).contains(DryRun.NO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "yes", "TRUE", "true "})
  void isNeverGuessed(String text) {
    assertThat(DryRun.parse(text)).isEmpty();
  }
}
