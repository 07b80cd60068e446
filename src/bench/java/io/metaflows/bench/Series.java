package io.metaflows.bench;

import io.metaflows.bench.Figures.Figure;
import io.metaflows.testing.network.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** One kind of request, sent to one process again and again. */
final class Series {

  /** Enough for the database in this JVM to be compiled: its time is in every figure. */
  private static final int WARM_UP = 1_500;

  private final String key;
  private final String label;
  private final Sender sender;
  private final Supplier<OptionalDouble> cpu;
  private final List<Double> millis = new ArrayList<>();
  private final List<Double> cpuMillis = new ArrayList<>();

  /** Sends a request, and tells how many milliseconds its answer took. */
  interface Sender {
    double millis() throws InterruptedException;
  }

  /**
   * @param cpu the CPU time that the process has used so far
   */
  Series(String key, String label, Sender sender, Supplier<OptionalDouble> cpu) {
    this.key = key;
    this.label = label;
    this.sender = sender;
    this.cpu = cpu;
  }

  /** Of requests to a function. */
  static Series of(
      String key, String label, RunningFunction function, Supplier<Bytes> events, int status) {
    return new Series(
        key,
        label,
        () -> function.millis(events.get(), status),
        () -> function.figures().cpuMillis());
  }

  void warmUp() throws InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      sender.millis();
    }
  }

  void block(int requests) throws InterruptedException {
    OptionalDouble before = cpu.get();
    for (int i = 0; i < requests; i++) {
      millis.add(sender.millis());
    }
    OptionalDouble after = cpu.get();
    if (before.isPresent() && after.isPresent()) {
      cpuMillis.add((after.getAsDouble() - before.getAsDouble()) / requests);
    }
  }

  void report(Figures figures) {
    figures.add(key, new Figure("Warm request", label, Figures.MILLIS, new Samples(millis)));
    if (!cpuMillis.isEmpty()) {
      figures.add(
          "cpu." + key,
          new Figure("CPU per request", label, Figures.MILLIS, new Samples(cpuMillis)));
    }
  }
}
