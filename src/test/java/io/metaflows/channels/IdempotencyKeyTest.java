package io.metaflows.channels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  @Test
  void isUpToOneHundredAndTwentyEightVisibleCharacters() {
    assertThat(IdempotencyKey.parse("!")).contains(new IdempotencyKey("!"));
    assertThat(IdempotencyKey.parse("~".repeat(128))).isPresent();
    assertThat(IdempotencyKey.parse("~".repeat(129))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\n", "\u00e9", "a\u007f"})
  void isNothingElse(String text) {
    assertThat(IdempotencyKey.parse(text)).isEmpty();
  }
}
