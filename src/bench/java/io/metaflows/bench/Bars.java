package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the executable has to hold. */
final class Bars {

  private static final String TIMES_NODE = "x Node.js";
  private static final double RUST_MILLIS = 0.66;

  private final Figures figures;
  private final Costs costs;

  Bars(Figures figures, Costs costs) {
    this.figures = figures;
    this.costs = costs;
  }

  List<Bar> all() {
    List<Bar> bars = new ArrayList<>();
    bars.add(
        Bar.of("spawn to first answer, GET", 0.22, TIMES_NODE, againstNode("cold"))
            .beyond(25, Figures.MILLIS, figures.p50("cold")));
    bars.add(
        Bar.of("spawn to first answer, GET over TLS", 0.28, TIMES_NODE, againstNode("cold.tls")));
    bars.add(Bar.of("what mode jwt adds to it", 3, Figures.MILLIS, jwtAdds()));
    bars.add(Bar.of("event to answer, event after init", 8, Figures.MILLIS, figures.p50("later")));
    bars.add(
        Bar.of("warm GET, p50", 0.6, TIMES_NODE, warmAgainstNode())
            .beyond(2 * RUST_MILLIS, Figures.MILLIS, figures.p50("warm.get")));
    bars.add(Bar.of("warm GET, p99", 3, "x its p50", tail()));
    bars.add(
        Bar.of("resident after 300 mixed requests", 60, Figures.MIB, figures.p50("memory.small"))
            .beyond(50, Figures.MIB, figures.p50("memory.small")));
    bars.add(
        Bar.of(
            "peak, 20 requests of 1,000 nodes in a row",
            128,
            Figures.MIB,
            figures.p50("memory.large.get")));
    bars.add(
        Bar.of("function.zip", 20, Figures.MEGABYTES, figures.p50("size.zip"))
            .beyond(17, Figures.MEGABYTES, figures.p50("size.zip")));
    bars.add(
        Bar.of(
            "worst decision of three scopes, processor time",
            100,
            Figures.MILLIS,
            figures
                .samples("decision.worst")
                .map(Samples::max)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty)));
    bars.add(requests("DynamoDB requests: GET", 1, costs.requests("get")));
    bars.add(requests("DynamoDB requests: POST", 1, costs.requests("post")));
    bars.add(requests("DynamoDB requests: DELETE", 1, costs.requests("delete")));
    bars.add(requests("DynamoDB requests: trigger by name", 1, costs.requests("trigger")));
    bars.add(requests("DynamoDB requests: the same with a key", 3, costs.requests("trigger.once")));
    return bars;
  }

  private static Bar requests(String figure, int limit, Optional<Integer> value) {
    return Bar.of(
        figure, limit, "requests", value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty));
  }

  private OptionalDouble againstNode(String name) {
    return p50(figures.againstNode(name));
  }

  /** Of the medians: the requests of one block are no pairs. */
  private OptionalDouble warmAgainstNode() {
    OptionalDouble own = figures.p50("warm.get");
    OptionalDouble node = figures.p50("warm.get.node");
    return own.isPresent() && node.isPresent()
        ? OptionalDouble.of(own.getAsDouble() / node.getAsDouble())
        : OptionalDouble.empty();
  }

  private OptionalDouble jwtAdds() {
    return p50(
        figures.samples("cold").flatMap(jwt -> figures.samples("cold.open").map(jwt::minus)));
  }

  private OptionalDouble tail() {
    return figures
        .samples("warm.get")
        .map(samples -> OptionalDouble.of(samples.p99() / samples.p50()))
        .orElseGet(OptionalDouble::empty);
  }

  private static OptionalDouble p50(Optional<Samples> samples) {
    return samples.map(each -> OptionalDouble.of(each.p50())).orElseGet(OptionalDouble::empty);
  }

  static ArrayNode toJson(List<Bar> bars) {
    ArrayNode json = Json.nodes().arrayNode();
    for (Bar bar : bars) {
      ObjectNode entry = put(json.addObject().put("figure", bar.figure()), bar);
      bar.further().ifPresent(further -> put(entry.putObject("beyond"), further));
    }
    return json;
  }

  private static ObjectNode put(ObjectNode entry, Bar bar) {
    entry.put("limit", bar.limit()).put("unit", bar.unit());
    bar.value().ifPresent(value -> entry.put("value", Samples.rounded(value)));
    return entry.put("verdict", bar.verdict());
  }
}
