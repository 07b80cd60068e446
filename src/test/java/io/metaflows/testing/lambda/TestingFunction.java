package io.metaflows.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.network.Bytes;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The function in a process of its own, as Lambda runs one execution environment: configured by
 * environment variables only, with a runtime API of its own. A test may kill it.
 */
public final class TestingFunction implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final TestingLambdaRuntime runtime;
  private final Process process;
  private final StringWriter output = new StringWriter();
  private final Thread reading;

  private TestingFunction(List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> all = builder.environment();
    all.keySet()
        .removeIf(
            name ->
                name.startsWith("AWS_")
                    || name.startsWith("METAFLOWS_")
                    || name.startsWith("QUARKUS_"));
    all.put("AWS_REGION", "us-east-1");
    all.put("AWS_ACCESS_KEY_ID", "local");
    all.put("AWS_SECRET_ACCESS_KEY", "local");
    all.put("DISABLE_SIGNAL_HANDLERS", "true");
    all.putAll(environment);
    try {
      runtime = new TestingLambdaRuntime();
      all.put("AWS_LAMBDA_RUNTIME_API", runtime.address());
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reading = new Thread(this::read, "function-output");
    reading.setDaemon(true);
    reading.start();
  }

  /**
   * Starts the native executable of this build.
   *
   * @param environment variables beside those that Lambda itself sets
   */
  public static TestingFunction start(Map<String, String> environment) {
    return new TestingFunction(
        List.of(Path.of(System.getProperty("native.image.path")).toString()), environment);
  }

  /**
   * Starts what {@code function.zip} holds.
   *
   * @param environment variables beside those that Lambda itself sets
   */
  public static TestingFunction start(PackagedFunction packaged, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("LAMBDA_TASK_ROOT", packaged.folder().toString());
    return new TestingFunction(packaged.command(), all);
  }

  /** Properties, as the environment variables that they are set by. */
  public static Map<String, String> environment(Map<String, String> properties) {
    Map<String, String> environment = new HashMap<>();
    properties.forEach(
        (name, value) ->
            environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
    return environment;
  }

  public Reply send(Api request) {
    return send(request.event());
  }

  /** Sends an event, and waits for what the function answers to the gateway. */
  public Reply send(JsonNode event) {
    try {
      return sendAsync(event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(output(), e);
    }
  }

  /** Never completed if the process is killed before it answers. */
  public CompletableFuture<Reply> sendAsync(Api request) {
    return sendAsync(request.event());
  }

  private CompletableFuture<Reply> sendAsync(JsonNode event) {
    return runtime
        .invoke(new Bytes(Json.bytes(event)))
        .thenApply(answered -> Reply.of(json(answered.body())));
  }

  private static JsonNode json(Bytes body) {
    try {
      return Json.mapper().readTree(body.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often it asked for an event. */
  public int polls() {
    return runtime.polls();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it in the middle of whatever it does: SIGKILL. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it still runs: " + output());
      }
      reading.join(10_000);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** All that it has written so far. */
  public String output() {
    return output.toString();
  }

  public List<String> lines() {
    return output().lines().toList();
  }

  private void read() {
    byte[] piece = new byte[8192];
    try (var in = process.getInputStream()) {
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        output.append(new String(piece, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException killed) {
      return;
    }
  }

  @Override
  public void close() {
    kill();
    try {
      runtime.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
