package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.metaflows.testing.lambda.PackagedFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * Measures the packaged function as Lambda runs it, beside a Node.js function that does the same
 * work: {@code mvn verify -Pbench}, and {@code mvn verify -Dnative -Pbench} for the executable.
 */
public final class Benchmark {

  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Options options;
  private final PackagedFunction function;
  private final Optional<PackagedFunction> before;
  private final Optional<NodePeer> peer;
  private final Path logs;
  private final Figures figures = new Figures();
  private final Costs costs = new Costs();

  private Benchmark(Options options) throws IOException, InterruptedException {
    this.options = options;
    this.logs = Files.createDirectories(options.folder().resolve("logs"));
    this.function =
        PackagedFunction.unpack(options.function(), fresh(options.folder().resolve("function")));
    this.before =
        options.before().isPresent()
            ? Optional.of(
                PackagedFunction.unpack(
                    options.before().get(), fresh(options.folder().resolve("before"))))
            : Optional.empty();
    this.peer =
        options.withNode() ? NodePeer.install(options.folder().resolve("node")) : Optional.empty();
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, GeneralSecurityException {
    // Without a shell or a helper in between that would be measured, too.
    System.setProperty("jdk.lang.Process.launchMechanism", "VFORK");
    new Benchmark(Options.read()).run();
  }

  private void run() throws IOException, InterruptedException, GeneralSecurityException {
    double loadBefore = Machine.load();
    size("size.zip", "function.zip", function.zipBytes());
    size("size.unpacked", function.isNative() ? "executable" : "classes", function.unpackedBytes());
    Path things = Files.createDirectories(options.folder().resolve("scene"));
    try (Scene scene = Scene.in(things)) {
      say("requests to DynamoDB");
      costs.measure(scene, function, logs);
      say("cold starts, " + options.rounds() + " rounds");
      new ColdStarts(scene, function, before, peer, logs).measure(options.rounds(), figures);
      say("warm requests, " + options.requests() + " of each kind");
      try (WarmRequests warm = new WarmRequests(scene, function, before, peer, logs)) {
        warm.measure(options.requests(), figures);
      }
      say("memory");
      new Memory(scene, function, logs).measure(figures);
      if (options.patternSets() > 0) {
        say("decisions, the worst of " + options.patternSets() + " sets of patterns");
        new WorstPatterns(scene, function, logs).measure(options.patternSets(), figures);
      }
    }
    Optional<ArrayNode> jmh = Optional.empty();
    if (options.withJmh()) {
      say("inside one JVM");
      jmh = Optional.of(Micro.run());
    }
    report(loadBefore, jmh);
  }

  private void size(String name, String label, long bytes) {
    figures.add(
        name,
        new Figures.Figure(
            "Size", label, Figures.MEGABYTES, new Samples(List.of(bytes / BYTES_PER_MEGABYTE))));
  }

  private void report(double loadBefore, Optional<ArrayNode> jmh) throws IOException {
    Report report = new Report(System.out);
    report.on(Machine.here(peer), function, loadBefore, Machine.load());
    report.figures(figures);
    report.costs(costs);
    jmh.ifPresent(report::jmh);
    report.bars(new Bars(figures, costs).all(), function.isNative());
    report.write(options.result());
  }

  private static void say(String what) {
    System.out.println("Measuring: " + what);
  }

  private static Path fresh(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }
}
