package io.metaflows.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's runtime API for one process: gives it events, takes its answers, and looks at the clock
 * where an event leaves and where its answer has come in.
 */
final class LambdaRuntime implements AutoCloseable {

  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final long PATIENCE_SECONDS = 60;

  private final PlainServer server;
  private final BlockingQueue<Bytes> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answered> answers = new LinkedBlockingQueue<>();
  private volatile long firstPoll;
  private volatile long given;
  private int polls;
  private int answered;

  /**
   * An answer of the function's.
   *
   * @param given when its event was given, by {@code System.nanoTime}
   * @param at when the answer was there
   * @param failed whether it is the report of a failure
   */
  record Answered(long given, long at, boolean failed, Bytes body) {}

  LambdaRuntime() throws IOException {
    server = PlainServer.start("runtime", this::answer);
  }

  /** For {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return server.address();
  }

  /** An event that the next poll gets. */
  void offer(Bytes event) {
    events.add(event);
  }

  Answered await() throws InterruptedException {
    Answered answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IllegalStateException("no answer in " + PATIENCE_SECONDS + " s");
    }
    if (answer.failed()) {
      throw new IllegalStateException("the function failed: " + answer.body());
    }
    return answer;
  }

  /** Waits until the function asks for an event that is not there: it has nothing left to do. */
  synchronized void awaitIdle() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (polls <= answered) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException("no poll in " + PATIENCE_SECONDS + " s");
      }
      wait(left);
    }
  }

  /** When the function asked for its first event, which ends its init phase. */
  long firstPoll() {
    return firstPoll;
  }

  private PlainServer.Reply answer(PlainServer.Call call) throws InterruptedException {
    long now = System.nanoTime();
    if (call.path().equals(PREFIX + "invocation/next")) {
      return next(now);
    }
    synchronized (this) {
      answered++;
    }
    answers.add(new Answered(given, now, !call.path().endsWith("/response"), call.body()));
    return PlainServer.Reply.json(202, "{\"status\":\"OK\"}");
  }

  private PlainServer.Reply next(long now) throws InterruptedException {
    int number;
    synchronized (this) {
      number = ++polls;
      notifyAll();
    }
    if (number == 1) {
      firstPoll = now;
    }
    Bytes event = events.take();
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "Lambda-Runtime-Aws-Request-Id",
            "8476a536-e9f4-11e8-9739-%012d".formatted(number),
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(System.currentTimeMillis() + 30_000),
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:123456789012:function:bench",
            "Lambda-Runtime-Trace-Id",
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
    given = System.nanoTime();
    return new PlainServer.Reply(200, headers, event);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
