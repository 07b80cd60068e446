package io.metaflows.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.lambda.TestingLambdaRuntime;
import io.metaflows.testing.lambda.TestingLambdaRuntime.Answered;
import io.metaflows.testing.network.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A function's process and the runtime API that it asks for events. */
final class RunningFunction implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final TestingLambdaRuntime runtime;
  private final Process process;
  private final Path log;
  private final long spawned;
  private Optional<Future<Answered>> sent;

  private RunningFunction(
      TestingLambdaRuntime runtime,
      Process process,
      Path log,
      long spawned,
      Optional<Future<Answered>> sent) {
    this.sent = sent;
    this.runtime = runtime;
    this.process = process;
    this.log = log;
    this.spawned = spawned;
  }

  /** Starts it; its first poll finds nothing until an event is sent. */
  static RunningFunction start(Program program, Path log) throws IOException {
    return start(program, log, new TestingLambdaRuntime(), Optional.empty());
  }

  /** Starts it with an event that waits already. */
  static RunningFunction start(Program program, Path log, Bytes waiting) throws IOException {
    TestingLambdaRuntime runtime = new TestingLambdaRuntime();
    return start(program, log, runtime, Optional.of(runtime.invoke(waiting)));
  }

  private static RunningFunction start(
      Program program, Path log, TestingLambdaRuntime runtime, Optional<Future<Answered>> sent)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.command());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtime.address());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long spawned = System.nanoTime();
    return new RunningFunction(runtime, builder.start(), log, spawned, sent);
  }

  /** The answer to the event that waited or was sent; it must have this status. */
  Answered answer(int status) throws InterruptedException {
    try {
      Answered answered = sent.orElseThrow().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      JsonNode reply = Json.mapper().readTree(answered.body().array());
      if (reply.path("statusCode").asInt() != status) {
        throw new IllegalStateException("not " + status + ": " + answered.body());
      }
      return answered;
    } catch (ExecutionException | TimeoutException | IllegalStateException | IOException e) {
      throw new IllegalStateException(e.getMessage() + "; its log: " + said(), e);
    }
  }

  /** Waits until it has nothing left to do but to ask for its next event. */
  void awaitIdle() throws InterruptedException {
    runtime.awaitIdle();
  }

  /** Milliseconds from an event, given while it waits for one, to its answer. */
  double millis(Bytes event, int status) throws InterruptedException {
    runtime.awaitIdle();
    sent = Optional.of(runtime.invoke(event));
    Answered answered = answer(status);
    return (answered.at() - answered.given()) / 1e6;
  }

  double millisSinceSpawn(long nanoTime) {
    return (nanoTime - spawned) / 1e6;
  }

  double millisToFirstPoll() {
    return millisSinceSpawn(runtime.firstPoll());
  }

  ProcessFigures figures() {
    return new ProcessFigures(process.pid());
  }

  private String said() {
    try {
      String text = Files.readString(log);
      return text.substring(Math.max(0, text.length() - 4000));
    } catch (IOException e) {
      return "none";
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
    runtime.close();
  }
}
