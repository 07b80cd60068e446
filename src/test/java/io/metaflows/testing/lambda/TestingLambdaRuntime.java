package io.metaflows.testing.lambda;

import io.metaflows.testing.network.Bytes;
import io.metaflows.testing.network.PlainServer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An emulator of Lambda's runtime API for one process: hands out events one by one, takes the
 * answers, and reads the clock when an event leaves and when its answer has arrived.
 */
public final class TestingLambdaRuntime implements AutoCloseable {

  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final String NEXT = PREFIX + "invocation/next";
  private static final int PATIENCE_SECONDS = 60;

  private final PlainServer server;
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile long firstPoll;
  private int polls;
  private int answered;

  /**
   * An answer of the function.
   *
   * @param given when the function got the event, by {@code System.nanoTime}
   * @param at when the answer had arrived
   */
  public record Answered(long given, long at, Bytes body) {}

  /** An event on its way through the function. */
  private static final class Invocation {
    private final Bytes event;
    private final CompletableFuture<Answered> answer = new CompletableFuture<>();
    private volatile long given;

    Invocation(Bytes event) {
      this.event = event;
    }
  }

  public TestingLambdaRuntime() throws IOException {
    server = PlainServer.start("runtime", this::answer);
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  public String address() {
    return server.address();
  }

  /**
   * Queues an event for the next poll.
   *
   * @return completed by the function's answer, or exceptionally by the error that it reports
   */
  public CompletableFuture<Answered> invoke(Bytes event) {
    Invocation invocation = new Invocation(event);
    waiting.add(invocation);
    return invocation.answer;
  }

  /** How often the function asked for an event. Its first poll says that it is ready. */
  public synchronized int polls() {
    return polls;
  }

  /** Waits until the function asks for an event that is not there: it has nothing left to do. */
  public synchronized void awaitIdle() throws InterruptedException {
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
  public long firstPoll() {
    return firstPoll;
  }

  private PlainServer.Reply answer(PlainServer.Call call) throws InterruptedException {
    long now = System.nanoTime();
    if (call.path().equals(NEXT)) {
      return next(now);
    }
    String[] words = call.path().substring(PREFIX.length()).split("/", -1);
    boolean ofInvocation = words.length == 3 && words[0].equals("invocation");
    Optional<Invocation> invocation =
        Optional.ofNullable(ofInvocation ? running.remove(words[1]) : waiting.poll());
    if (ofInvocation) {
      synchronized (this) {
        answered++;
      }
    }
    invocation.ifPresent(
        each -> complete(each, now, call.path().endsWith("/response"), call.body()));
    return PlainServer.Reply.json(202, "{\"status\":\"OK\"}");
  }

  private static void complete(Invocation invocation, long now, boolean response, Bytes body) {
    if (response) {
      invocation.answer.complete(new Answered(invocation.given, now, body));
    } else {
      invocation.answer.completeExceptionally(
          new IllegalStateException("the function failed: " + body));
    }
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
    Invocation invocation = take();
    String id = "8476a536-e9f4-11e8-9739-%012d".formatted(number);
    running.put(id, invocation);
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "Lambda-Runtime-Aws-Request-Id",
            id,
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(System.currentTimeMillis() + 30_000),
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:us-east-1:123456789012:function:metaflows",
            "Lambda-Runtime-Trace-Id",
            "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
    invocation.given = System.nanoTime();
    return new PlainServer.Reply(200, headers, invocation.event);
  }

  private Invocation take() throws InterruptedException {
    while (!closed) {
      Invocation invocation = waiting.poll(1, TimeUnit.SECONDS);
      if (invocation != null) {
        return invocation;
      }
    }
    throw new InterruptedException("the runtime API is closed");
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
  }
}
