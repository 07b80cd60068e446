package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.metaflows.metaflow.Json;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What is measured inside one JVM, with JMH. */
final class Micro {

  private static final int WARM_UPS = 3;
  private static final int MEASUREMENTS = 3;

  private Micro() {}

  static ArrayNode run() {
    try {
      return results(
          new Runner(
                  new OptionsBuilder()
                      .include(DocumentBenchmark.class.getName())
                      .include(DigitsBenchmark.class.getName())
                      .mode(Mode.AverageTime)
                      .timeUnit(TimeUnit.MICROSECONDS)
                      .forks(1)
                      .warmupIterations(WARM_UPS)
                      .warmupTime(TimeValue.seconds(1))
                      .measurementIterations(MEASUREMENTS)
                      .measurementTime(TimeValue.seconds(1))
                      .verbosity(VerboseMode.SILENT)
                      .shouldFailOnError(true)
                      .build())
              .run());
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ArrayNode results(Collection<RunResult> runs) {
    ArrayNode json = Json.nodes().arrayNode();
    for (RunResult run : runs) {
      String benchmark = run.getParams().getBenchmark();
      String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
      StringBuilder label = new StringBuilder(name);
      for (String parameter : run.getParams().getParamsKeys()) {
        label
            .append(", ")
            .append(run.getParams().getParam(parameter))
            .append(' ')
            .append(parameter);
      }
      Result<?> result = run.getPrimaryResult();
      json.addObject()
          .put("label", label.toString())
          .put("micros", Samples.rounded(result.getScore()))
          .put("error", Samples.rounded(result.getScoreError()));
    }
    return json;
  }
}
