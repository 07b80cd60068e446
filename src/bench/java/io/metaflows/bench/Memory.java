package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.bench.Figures.Figure;
import io.metaflows.testing.lambda.PackagedFunction;
import io.metaflows.testing.network.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a process needs after many small requests, and at most for large ones. */
final class Memory {

  private static final int SMALL_REQUESTS = 300;
  private static final int LARGE_REQUESTS = 20;

  private final Scene scene;
  private final Program product;
  private final Path logs;

  Memory(Scene scene, PackagedFunction function, Path logs) {
    this.scene = scene;
    this.product = scene.product(function, Scene.Via.PLAIN, Scene.Auth.JWT);
    this.logs = logs;
  }

  void measure(Figures figures) throws IOException, InterruptedException {
    afterSmallRequests(figures);
    withLargeDocuments(figures);
  }

  private void afterSmallRequests(Figures figures) throws IOException, InterruptedException {
    Calls calls = scene.calls();
    try (RunningFunction function =
        RunningFunction.start(product, logs.resolve("memory-small.log"))) {
      for (int i = 0; i < SMALL_REQUESTS; i++) {
        send(function, calls, i);
      }
      function.awaitIdle();
      String label = "after " + SMALL_REQUESTS + " mixed small requests";
      note(figures, "memory.small", label, function.figures().resident());
      note(figures, "memory.small.peak", "  at its peak", function.figures().peak());
    }
  }

  private static void send(RunningFunction function, Calls calls, int number)
      throws InterruptedException {
    switch (number % 6) {
      case 0 -> function.millis(calls.get(Accounts.OF_ACCOUNT), 200);
      case 1 -> function.millis(calls.post(Accounts.OF_USER, SampleDocuments.small()), 200);
      case 2 -> function.millis(calls.triggerNumber(), 201);
      case 3 -> function.millis(calls.get(Accounts.OF_USER), 200);
      case 4 -> function.millis(calls.triggerOnce(), 201);
      default -> function.millis(calls.delete(Accounts.OF_USER), 200);
    }
  }

  private void withLargeDocuments(Figures figures) throws IOException, InterruptedException {
    Calls calls = scene.calls();
    ObjectNode document = SampleDocuments.large(SampleDocuments.MOST_NODES);
    Bytes post = calls.post(Accounts.OF_DEVICE, document);
    Bytes get = calls.get(Accounts.OF_DEVICE);
    try (RunningFunction function =
        RunningFunction.start(product, logs.resolve("memory-large.log"))) {
      List<Double> posts = new ArrayList<>();
      List<Double> gets = new ArrayList<>();
      for (int i = 0; i < LARGE_REQUESTS; i++) {
        posts.add(function.millis(post, 200));
      }
      function.awaitIdle();
      String what = LARGE_REQUESTS + " %ss of 1,000 nodes, %d KB, at its peak";
      int kilobytes = post.length() / 1000;
      note(figures, "memory.large", what.formatted("POST", kilobytes), function.figures().peak());
      for (int i = 0; i < LARGE_REQUESTS; i++) {
        gets.add(function.millis(get, 200));
      }
      function.awaitIdle();
      note(figures, "memory.large.get", "  and as many GETs", function.figures().peak());
      large(figures, "large.post", "POST of 1,000 nodes", posts);
      large(figures, "large.get", "GET of 1,000 nodes", gets);
      for (int i = 0; i < LARGE_REQUESTS; i++) {
        function.millis(calls.delete(Accounts.OF_DEVICE), 200);
      }
    }
  }

  private static void large(Figures figures, String key, String label, List<Double> millis) {
    figures.add(key, new Figure("Large document", label, Figures.MILLIS, new Samples(millis)));
  }

  private static void note(Figures figures, String key, String label, OptionalDouble value) {
    value.ifPresent(
        mib ->
            figures.add(
                key, new Figure("Resident", label, Figures.MIB, new Samples(List.of(mib)))));
  }
}
