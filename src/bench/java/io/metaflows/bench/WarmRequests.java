package io.metaflows.bench;

import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.lambda.PackagedFunction;
import io.metaflows.testing.network.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Requests to functions that run already, in blocks that take turns. */
final class WarmRequests implements AutoCloseable {

  private static final int BLOCKS = 10;

  private final List<Series> series = new ArrayList<>();
  private final List<RunningFunction> running = new ArrayList<>();
  private final DynamoDbClient client;
  private final Path logs;

  WarmRequests(
      Scene scene,
      PackagedFunction function,
      Optional<PackagedFunction> before,
      Optional<NodePeer> peer,
      Path logs)
      throws IOException {
    this.logs = logs;
    this.client = scene.client(TestingSettings.defaults().store());
    Calls calls = scene.calls();
    Bytes get = calls.get(Accounts.OF_ACCOUNT);
    Bytes post = calls.post(Accounts.OF_USER, SampleDocuments.small());
    RunningFunction plain = run("warm", scene.product(function, Scene.Via.PLAIN, Scene.Auth.JWT));
    RunningFunction tls = run("warm.tls", scene.product(function, Scene.Via.TLS, Scene.Auth.JWT));

    series.add(Series.of("warm.get", "GET", plain, () -> get, 200));
    if (before.isPresent()) {
      Program earlier = scene.product(before.get(), Scene.Via.PLAIN, Scene.Auth.JWT);
      RunningFunction old = run("warm.before", earlier);
      series.add(Series.of("warm.get.before", "  before", old, () -> get, 200));
      series.add(Series.of("warm.post.before", "POST, before", old, () -> post, 200));
      series.add(
          Series.of("warm.trigger.before", "trigger, before", old, calls::triggerNumber, 201));
    }
    if (peer.isPresent()) {
      RunningFunction node = run("warm.node", scene.node(peer.get(), Scene.Via.PLAIN));
      series.add(Series.of("warm.get.node", "  Node.js", node, () -> get, 200));
    }
    series.add(sdk());
    series.add(Series.of("warm.tls", "GET over TLS", tls, () -> get, 200));
    if (peer.isPresent()) {
      RunningFunction node = run("warm.tls.node", scene.node(peer.get(), Scene.Via.TLS));
      series.add(Series.of("warm.tls.node", "  Node.js", node, () -> get, 200));
    }
    series.add(Series.of("warm.post", "POST", plain, () -> post, 200));
    series.add(Series.of("warm.trigger", "trigger by number", plain, calls::triggerNumber, 201));
    series.add(Series.of("warm.trigger.once", "  with a key", plain, calls::triggerOnce, 201));
  }

  private RunningFunction run(String name, Program program) throws IOException {
    RunningFunction started = RunningFunction.start(program, logs.resolve(name + ".log"));
    running.add(started);
    return started;
  }

  /** The product's client of DynamoDB in this process, once the JVM has compiled it. */
  private Series sdk() {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(Scene.TABLE)
            .key(
                Map.of(
                    "pk", AttributeValue.fromS("A#" + Accounts.ACCOUNT),
                    "sk", AttributeValue.fromS("account")))
            .consistentRead(true)
            .build();
    return new Series(
        "warm.sdk",
        "  GetItem alone, on the warm JVM",
        () -> {
          long start = System.nanoTime();
          if (client.getItem(request).item().isEmpty()) {
            throw new IllegalStateException("the item is not there");
          }
          return (System.nanoTime() - start) / 1e6;
        },
        OptionalDouble::empty);
  }

  /**
   * @param requests of each kind
   */
  void measure(int requests, Figures figures) throws InterruptedException {
    for (Series each : series) {
      each.warmUp();
    }
    for (int block = 0; block < BLOCKS; block++) {
      for (Series each : series) {
        each.block(requests / BLOCKS);
      }
    }
    series.forEach(each -> each.report(figures));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    client.close();
    for (RunningFunction each : running) {
      each.close();
    }
  }
}
