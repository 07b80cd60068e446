package io.metaflows.bench;

import io.metaflows.bench.Figures.Figure;
import io.metaflows.testing.lambda.PackagedFunction;
import io.metaflows.testing.lambda.TestingLambdaRuntime.Answered;
import io.metaflows.testing.network.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Starts each function in turn, round after round, so that what disturbs the machine disturbs all
 * of them.
 */
final class ColdStarts {

  private static final int WARM_UP_ROUNDS = 2;
  private static final long REST_MILLIS = 200;

  private final Path logs;
  private final Bytes event;
  private final Map<String, Start> starts = new LinkedHashMap<>();
  private final Map<String, List<Double>> measured = new LinkedHashMap<>();

  private record Start(String label, Program program, boolean eventWaits) {}

  ColdStarts(
      Scene scene,
      PackagedFunction function,
      Optional<PackagedFunction> before,
      Optional<NodePeer> peer,
      Path logs) {
    this.logs = logs;
    this.event = scene.calls().get(Accounts.OF_ACCOUNT);
    for (Scene.Via via : List.of(Scene.Via.PLAIN, Scene.Via.TLS)) {
      String over = via == Scene.Via.TLS ? " over TLS" : "";
      String key = via == Scene.Via.TLS ? ".tls" : "";
      Program product = scene.product(function, via, Scene.Auth.JWT);
      Optional<Program> node = peer.map(installed -> scene.node(installed, via));
      Optional<Program> earlier = before.map(zip -> scene.product(zip, via, Scene.Auth.JWT));
      add("cold" + key, "GET" + over + ", event waiting", product, true);
      earlier.ifPresent(program -> add("cold" + key + ".before", "  before", program, true));
      node.ifPresent(program -> add("cold" + key + ".node", "  Node.js", program, true));
      add("later" + key, "GET" + over + ", event after init", product, false);
      earlier.ifPresent(program -> add("later" + key + ".before", "  before", program, false));
      node.ifPresent(program -> add("later" + key + ".node", "  Node.js", program, false));
    }
    Program open = scene.product(function, Scene.Via.PLAIN, Scene.Auth.OPEN);
    add("cold.open", "GET in mode open, event waiting", open, true);
  }

  private void add(String key, String label, Program program, boolean eventWaits) {
    starts.put(key, new Start(label, program, eventWaits));
  }

  void measure(int rounds, Figures figures) throws IOException, InterruptedException {
    List<String> keys = new ArrayList<>(starts.keySet());
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      for (int i = 0; i < keys.size(); i++) {
        String key = keys.get(Math.floorMod(i + round, keys.size()));
        start(key, starts.get(key), round >= 0);
      }
    }
    starts.forEach((key, start) -> report(key, start, figures));
  }

  private void start(String key, Start start, boolean counts)
      throws IOException, InterruptedException {
    Path log = logs.resolve(key + ".log");
    try (RunningFunction function =
        start.eventWaits()
            ? RunningFunction.start(start.program(), log, event)
            : RunningFunction.start(start.program(), log)) {
      ProcessFigures figures = function.figures();
      double millis;
      OptionalDouble cpuBefore = OptionalDouble.of(0);
      if (start.eventWaits()) {
        Answered answered = function.answer(200);
        millis = function.millisSinceSpawn(answered.at());
      } else {
        function.awaitIdle();
        Thread.sleep(REST_MILLIS);
        cpuBefore = figures.cpuMillis();
        millis = function.millis(event, 200);
      }
      function.awaitIdle();
      if (counts) {
        note(key, OptionalDouble.of(millis));
        note("init." + key, OptionalDouble.of(function.millisToFirstPoll()));
        note("rss." + key, figures.resident());
        double before = cpuBefore.orElse(0);
        figures.cpuMillis().ifPresent(cpu -> note("cpu." + key, OptionalDouble.of(cpu - before)));
      }
    }
  }

  private void note(String key, OptionalDouble value) {
    value.ifPresent(
        number -> measured.computeIfAbsent(key, unused -> new ArrayList<>()).add(number));
  }

  private void report(String key, Start start, Figures figures) {
    String section = start.eventWaits() ? "Spawn to first answer" : "Event to first answer";
    add(figures, key, section, start.label(), Figures.MILLIS);
    if (start.eventWaits()) {
      add(figures, "init." + key, "Spawn to first poll", start.label(), Figures.MILLIS);
      add(figures, "rss." + key, "Resident at first answer", start.label(), Figures.MIB);
    }
    String what = start.eventWaits() ? "CPU per cold start" : "CPU from event to answer";
    add(figures, "cpu." + key, what, start.label(), Figures.MILLIS);
  }

  private void add(Figures figures, String key, String section, String label, String unit) {
    List<Double> values = measured.get(key);
    if (values != null) {
      figures.add(key, new Figure(section, label, unit, new Samples(values)));
    }
  }
}
