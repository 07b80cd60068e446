package io.metaflows.metaflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The patterns that a warm environment does not compile again (docs/documents.md#patterns). */
class CompiledPatternsTest {

  private final CompiledPatterns patterns = new CompiledPatterns(100);

  @Test
  void aPatternIsCompiledOnce() {
    Pattern first = patterns.get("1(\\d+)").orElseThrow();

    assertThat(patterns.get("1(\\d+)").orElseThrow()).isSameAs(first);
  }

  @Test
  void theOneNotUsedForLongestGoesFirst() {
    Pattern used = patterns.get("used").orElseThrow();
    Pattern idle = patterns.get("idle").orElseThrow();
    for (int i = 0; i < 20; i++) {
      patterns.get("another" + i);
      assertThat(patterns.get("used").orElseThrow()).isSameAs(used);
      assertThat(patterns.instructions()).isLessThanOrEqualTo(100);
    }
    assertThat(patterns.get("idle").orElseThrow()).isNotSameAs(idle);
  }

  @Test
  void aPatternThatIsTooLargeToKeepIsStillCompiled() {
    assertThat(patterns.get("\\d{200}")).isPresent();
    assertThat(patterns.instructions()).isZero();
  }

  @Test
  void whatCannotBeCompiledIsAbsent() {
    assertThat(patterns.get("(")).isEqualTo(Optional.empty());
    assertThat(patterns.instructions()).isZero();
  }
}
