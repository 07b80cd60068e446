package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.metaflows.bench.CountingProxy.Asked;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.lambda.PackagedFunction;
import io.metaflows.testing.network.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each operation asks of DynamoDB, and what that consumes. */
final class Costs {

  private final List<Cost> costs = new ArrayList<>();

  /**
   * Of one operation.
   *
   * @param name how a bar calls it
   * @param asked the requests to DynamoDB
   */
  record Cost(String name, String label, List<Asked> asked) {
    double units() {
      return asked.stream().mapToDouble(Asked::units).sum();
    }

    String operations() {
      return String.join(" ", asked.stream().map(Asked::operation).toList());
    }
  }

  List<Cost> all() {
    return costs;
  }

  /** How many requests; nothing if it was not measured. */
  Optional<Integer> requests(String name) {
    return costs.stream()
        .filter(cost -> cost.name().equals(name))
        .map(cost -> cost.asked().size())
        .findFirst();
  }

  void measure(Scene scene, PackagedFunction function, Path logs)
      throws IOException, InterruptedException {
    Calls calls = scene.calls();
    Program product = scene.product(function, Scene.Via.COUNTED, Scene.Auth.JWT);
    try (RunningFunction running = RunningFunction.start(product, logs.resolve("costs.log"))) {
      running.millis(calls.get(Accounts.OF_ACCOUNT), 200);
      Meter meter = new Meter(running, scene.counting());
      meter.read("get", "GET", calls.get(Accounts.OF_ACCOUNT), 200);
      meter.read("get.absent", "GET, nothing there", calls.get(Accounts.ABSENT), 200);
      Bytes post = calls.post(Accounts.OF_USER, SampleDocuments.small());
      meter.read("post", "POST", post, 200);
      meter.read("trigger", "trigger by number", calls.triggerNumber(), 201);
      meter.read("trigger.once", "trigger by number, with a key", calls.triggerOnce(), 201);
      meter.read("delete", "DELETE", calls.delete(Accounts.OF_USER), 200);
      meter.read("delete.absent", "DELETE, nothing there", calls.delete(Accounts.ABSENT), 200);
      Bytes large =
          calls.post(Accounts.OF_DEVICE, SampleDocuments.large(SampleDocuments.MOST_NODES));
      meter.read("large.post", "POST, 1,000 nodes", large, 200);
      meter.read("large.get", "GET, 1,000 nodes", calls.get(Accounts.OF_DEVICE), 200);
      meter.read("large.delete", "DELETE, 1,000 nodes", calls.delete(Accounts.OF_DEVICE), 200);
    }
  }

  private final class Meter {
    private final RunningFunction function;
    private final CountingProxy proxy;

    Meter(RunningFunction function, CountingProxy proxy) {
      this.function = function;
      this.proxy = proxy;
      proxy.taken();
    }

    void read(String name, String label, Bytes event, int status) throws InterruptedException {
      function.millis(event, status);
      function.awaitIdle();
      costs.add(new Cost(name, label, proxy.taken()));
    }
  }

  ArrayNode toJson() {
    ArrayNode json = Json.nodes().arrayNode();
    for (Cost cost : costs) {
      json.addObject()
          .put("name", cost.name())
          .put("label", cost.label())
          .put("requests", cost.asked().size())
          .put("units", cost.units())
          .put("operations", cost.operations());
    }
    return json;
  }
}
