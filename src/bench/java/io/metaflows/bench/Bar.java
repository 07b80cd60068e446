package io.metaflows.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is promised of a figure.
 *
 * @param figure what it is about
 * @param limit the most that holds it
 * @param unit of the limit, and how it is compared
 * @param value what was measured; nothing where it could not be
 * @param further what would be better still, and whether that is so
 */
record Bar(String figure, double limit, String unit, OptionalDouble value, Optional<Bar> further) {

  static Bar of(String figure, double limit, String unit, OptionalDouble value) {
    return new Bar(figure, limit, unit, value, Optional.empty());
  }

  Bar beyond(double better, String betterUnit, OptionalDouble betterValue) {
    Bar further = of("beyond it", better, betterUnit, betterValue);
    return new Bar(figure, limit, unit, value, Optional.of(further));
  }

  String verdict() {
    if (value.isEmpty()) {
      return "not measured";
    }
    return value.getAsDouble() <= limit ? "held" : "NOT HELD";
  }

  String text() {
    String measured = value.isPresent() ? "%.2f".formatted(value.getAsDouble()) : "-";
    return String.format(
        Locale.ROOT, "%-58s <= %6.2f %-14s %8s  %s", figure, limit, unit, measured, verdict());
  }
}
