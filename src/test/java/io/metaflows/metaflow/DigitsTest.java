package io.metaflows.metaflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "*21234", "##", "*"})
  void takesTheTwelveKeys(String text) {
    assertThat(Digits.parse(text)).contains(new Digits(text));
  }

  @Test
  void takesSixtyFourAndNoMore() {
    assertThat(Digits.parse("1".repeat(64))).isPresent();
    assertThat(Digits.parse("1".repeat(65))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "1 2", "12\n", "+12", "\u0661"})
  void takesNothingElse(String text) {
    assertThat(Digits.parse(text)).isEmpty();
    assertThatThrownBy(() -> new Digits(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverShowsWhatWasTyped() {
    assertThat(new Digits("4111").toString()).doesNotContain("4111");
  }
}
