package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The same thing measured several times.
 *
 * @param inOrder as they were measured, so that those of one round can be compared
 */
record Samples(List<Double> inOrder) {

  Samples {
    if (inOrder.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    inOrder = List.copyOf(inOrder);
  }

  /** Between the two nearest, where none is exactly there. */
  double quantile(double part) {
    List<Double> sorted = inOrder.stream().sorted().toList();
    double position = part * (sorted.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
  }

  double min() {
    return quantile(0);
  }

  double p25() {
    return quantile(0.25);
  }

  double p50() {
    return quantile(0.5);
  }

  double p99() {
    return quantile(0.99);
  }

  double max() {
    return quantile(1);
  }

  /** What was measured in the same round, divided: a slow machine slows both. */
  Samples dividedBy(Samples other) {
    return paired(other, (one, two) -> one / two);
  }

  Samples minus(Samples other) {
    return paired(other, (one, two) -> one - two);
  }

  private interface Pairing {
    double of(double one, double other);
  }

  private Samples paired(Samples other, Pairing pairing) {
    List<Double> results = new ArrayList<>();
    for (int i = 0; i < Math.min(inOrder.size(), other.inOrder.size()); i++) {
      results.add(pairing.of(inOrder.get(i), other.inOrder.get(i)));
    }
    return new Samples(results);
  }

  ObjectNode toJson() {
    return Json.object()
        .put("n", inOrder.size())
        .put("min", rounded(min()))
        .put("p25", rounded(p25()))
        .put("p50", rounded(p50()))
        .put("p99", rounded(p99()))
        .put("max", rounded(max()));
  }

  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
