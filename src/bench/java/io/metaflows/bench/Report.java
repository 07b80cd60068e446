package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.lambda.PackagedFunction;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells what was measured: a table for people, JSON for programs. */
final class Report {

  private static final String LINE = "%-46s %5s %9s %9s %9s %9s %9s  %s%n";

  private final ObjectNode json = Json.object();
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  private void print(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }

  void on(Machine machine, PackagedFunction function, double loadBefore, double loadAfter) {
    String kind = function.isNative() ? "native executable" : "JVM function";
    print("%nMetaflows, %s%n", kind);
    print(
        "on %s, %d x %s; Java %s, Node.js %s; load %.1f before, %.1f after%n",
        machine.system(),
        machine.processors(),
        machine.processor(),
        machine.java(),
        machine.node(),
        loadBefore,
        loadAfter);
    json.put("function", kind);
    ObjectNode measuredOn = machine.toJson();
    measuredOn.put("loadBefore", Samples.rounded(loadBefore));
    json.set("machine", measuredOn.put("loadAfter", Samples.rounded(loadAfter)));
  }

  void figures(Figures figures) {
    for (String section : figures.sections()) {
      print("%n" + LINE, section, "n", "min", "p25", "p50", "p99", "max", "x Node.js");
      figures
          .all()
          .forEach(
              (name, figure) -> {
                if (figure.heading().equals(section)) {
                  line(figure, figures.againstNode(name));
                }
              });
    }
    json.set("figures", figures.toJson());
  }

  private void line(Figures.Figure figure, Optional<Samples> againstNode) {
    Samples samples = figure.samples();
    print(
        LINE,
        "  " + figure.label(),
        samples.inOrder().size(),
        number(samples.min()),
        number(samples.p25()),
        number(samples.p50()),
        number(samples.p99()),
        number(samples.max()),
        againstNode.map(ratio -> String.format(Locale.ROOT, "%.3f", ratio.p50())).orElse(""));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }

  void costs(Costs costs) {
    print("%n%-46s %9s %9s  %s%n", "DynamoDB, per operation", "requests", "units", "which");
    for (Costs.Cost cost : costs.all()) {
      print(
          "  %-44s %9d %9s  %s%n",
          cost.label(), cost.asked().size(), number(cost.units()), cost.operations());
    }
    json.set("dynamodb", costs.toJson());
  }

  void jmh(ArrayNode results) {
    print("%n%-46s %9s %9s%n", "Inside one JVM, microseconds", "average", "+-");
    results.forEach(
        result ->
            print(
                "  %-44s %9s %9s%n",
                result.get("label").asText(),
                number(result.get("micros").asDouble()),
                number(result.path("error").asDouble())));
    json.set("jmh", results);
  }

  void bars(List<Bar> bars, boolean isNative) {
    print("%nBars%s%n", isNative ? "" : " (they are the executable's; this is the JVM function)");
    for (Bar bar : bars) {
      print("  %s%n", bar.text());
      bar.further().ifPresent(further -> print("    %s%n", further.text()));
    }
    json.set("bars", Bars.toJson(bars));
  }

  void write(Path file) throws IOException {
    Files.write(file, Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    print("%nThe same as JSON: %s%n", file);
  }
}
