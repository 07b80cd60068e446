package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Everything that was measured, by name, in the order of the table. */
final class Figures {

  static final String MILLIS = "ms";
  static final String MIB = "MiB";
  static final String MEGABYTES = "MB";

  private final Map<String, Figure> figures = new LinkedHashMap<>();

  /** One line of the table. */
  record Figure(String section, String label, String unit, Samples samples) {
    String heading() {
      return section + ", " + unit;
    }
  }

  void add(String name, Figure figure) {
    figures.put(name, figure);
  }

  Map<String, Figure> all() {
    return figures;
  }

  /** The headings, in the order in which something was measured under them. */
  List<String> sections() {
    return figures.values().stream().map(Figure::heading).distinct().toList();
  }

  Optional<Samples> samples(String name) {
    return Optional.ofNullable(figures.get(name)).map(Figure::samples);
  }

  OptionalDouble p50(String name) {
    return samples(name)
        .map(samples -> OptionalDouble.of(samples.p50()))
        .orElseGet(OptionalDouble::empty);
  }

  /** How many times as long as the Node.js function's, round by round. */
  Optional<Samples> againstNode(String name) {
    return samples(name).flatMap(own -> samples(nodes(name)).map(node -> own.dividedBy(node)));
  }

  /** The name of what the Node.js function took for the same. */
  static String nodes(String name) {
    return name + ".node";
  }

  ObjectNode toJson() {
    ObjectNode json = Json.object();
    figures.forEach(
        (name, figure) -> {
          ObjectNode entry = json.putObject(name);
          entry.put("label", figure.section() + ": " + figure.label()).put("unit", figure.unit());
          entry.setAll(figure.samples().toJson());
          againstNode(name).ifPresent(ratio -> entry.set("againstNode", ratio.toJson()));
        });
    return json;
  }
}
