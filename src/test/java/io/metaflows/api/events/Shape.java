package io.metaflows.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Compares an answer with what is essential of it. */
final class Shape {

  private Shape() {}

  /**
   * Every key that is expected is there, with what is expected below it; an empty object stands for
   * any.
   */
  static void assertHolds(JsonNode actual, JsonNode expected) {
    if (!expected.isObject()) {
      assertThat(actual).isEqualTo(expected);
      return;
    }
    assertThat(actual.isObject()).as(actual.toString()).isTrue();
    expected
        .properties()
        .forEach(
            entry -> {
              assertThat(actual.has(entry.getKey())).as(entry.getKey() + " in " + actual).isTrue();
              assertHolds(actual.get(entry.getKey()), entry.getValue());
            });
  }
}
