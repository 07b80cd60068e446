package io.metaflows.http;

import io.metaflows.http.Api.Reply;
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
 * The native executable in one execution environment, as Lambda runs it: with nothing but
 * environment variables, and its own runtime API. A test may kill it.
 */
final class Executable implements AutoCloseable {

  private final RuntimeApi runtime = new RuntimeApi();
  private final Process process;
  private final StringWriter output = new StringWriter();
  private final Thread reading;

  private Executable(Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("native.image.path")).toString())
            .redirectErrorStream(true);
    Map<String, String> all = builder.environment();
    all.keySet()
        .removeIf(
            name ->
                name.startsWith("AWS_")
                    || name.startsWith("METAFLOWS_")
                    || name.startsWith("QUARKUS_"));
    all.put("AWS_LAMBDA_RUNTIME_API", runtime.address());
    all.put("AWS_REGION", "us-east-1");
    all.put("AWS_ACCESS_KEY_ID", "local");
    all.put("AWS_SECRET_ACCESS_KEY", "local");
    all.put("DISABLE_SIGNAL_HANDLERS", "true");
    all.putAll(environment);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    reading = new Thread(this::read, "executable-output");
    reading.setDaemon(true);
    reading.start();
  }

  /** With these environment variables, beside those that Lambda itself sets. */
  static Executable start(Map<String, String> environment) {
    return new Executable(environment);
  }

  /** Properties, as the environment variables that they are set by. */
  static Map<String, String> environment(Map<String, String> properties) {
    Map<String, String> environment = new HashMap<>();
    properties.forEach(
        (name, value) ->
            environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
    return environment;
  }

  Reply send(Api request) {
    try {
      return sendAsync(request).get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(output(), e);
    }
  }

  /** The answer never comes where the process is killed before. */
  CompletableFuture<Reply> sendAsync(Api request) {
    return runtime.invoke(request.event());
  }

  /** How often it asked for an event. */
  int polls() {
    return runtime.polls();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it in the middle of whatever it does: SIGKILL. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for its end. */
  int exitCode() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
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
  String output() {
    return output.toString();
  }

  List<String> lines() {
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
    runtime.close();
  }
}
