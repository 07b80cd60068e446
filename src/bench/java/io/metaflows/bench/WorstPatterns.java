package io.metaflows.bench;

import io.metaflows.bench.Figures.Figure;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.lambda.PackagedFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks for the documents that are accepted and take longest to decide, and measures the worst on
 * the function: in the three scopes of one call, in a new process, with keys that match nothing.
 */
final class WorstPatterns {

  private static final long SEED = 20_260_101;
  private static final int MEASURED = 20;
  private static final int SAID_EVERY = 2_000;

  private final Scene scene;
  private final Program product;
  private final Path logs;
  private final Schemas schemas =
      Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits());

  private record Candidate(PatternSet set, double millis) {}

  WorstPatterns(Scene scene, PackagedFunction function, Path logs) {
    this.scene = scene;
    this.product = scene.product(function, Scene.Via.PLAIN, Scene.Auth.JWT);
    this.logs = logs;
  }

  /**
   * @param sets how many accepted sets are looked at
   */
  void measure(int sets, Figures figures) throws IOException, InterruptedException {
    List<Candidate> candidates = search(sets);
    List<Double> millis = new ArrayList<>();
    String worst = "";
    for (Candidate candidate : candidates.subList(0, Math.min(MEASURED, candidates.size()))) {
      double taken = cpuMillis(candidate.set());
      if (millis.stream().allMatch(other -> other < taken)) {
        worst = candidate.set().pattern();
      }
      millis.add(taken);
    }
    figures.add(
        "decision.worst",
        new Figure(
            "Patterns", "worst decision, processor time", Figures.MILLIS, new Samples(millis)));
    System.out.println("  the worst of " + sets + " sets is made of " + worst);
  }

  private List<Candidate> search(int sets) {
    PatternGenerator generator = new PatternGenerator(SEED);
    List<Candidate> candidates = new ArrayList<>();
    while (candidates.size() < sets) {
      PatternSet set = PatternSet.largest(generator.next(), schemas);
      if (set.size() > 0) {
        candidates.add(new Candidate(set, set.millis()));
        if (candidates.size() % SAID_EVERY == 0) {
          System.out.println("  " + candidates.size() + " sets");
        }
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::millis).reversed());
    return candidates;
  }

  /** Of the worst digits, each in a new process: nothing is compiled yet. */
  private double cpuMillis(PatternSet set) throws IOException, InterruptedException {
    Calls calls = scene.calls();
    try (RunningFunction function = start()) {
      function.millis(calls.post(Accounts.OF_ACCOUNT, set.document(0)), 200);
      function.millis(calls.post(Accounts.OF_DEVICE, set.document(1)), 200);
      function.millis(calls.post(Accounts.OF_USER, set.document(2)), 200);
    }
    double worst = 0;
    for (String digits : PatternSet.DIGITS) {
      try (RunningFunction function = start()) {
        function.awaitIdle();
        double before = function.figures().cpuMillis().orElse(0);
        function.millis(calls.triggerDigits(digits), 404);
        function.awaitIdle();
        worst = Math.max(worst, function.figures().cpuMillis().orElse(0) - before);
      }
    }
    return worst;
  }

  private RunningFunction start() throws IOException {
    return RunningFunction.start(product, logs.resolve("patterns.log"));
  }
}
