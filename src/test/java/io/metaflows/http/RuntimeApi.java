package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.metaflows.http.Api.Reply;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lambda's runtime API for one execution environment: hands out events one by one, and takes the
 * answers.
 */
final class RuntimeApi implements AutoCloseable {

  private static final String ROOT = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "runtime-api");
            thread.setDaemon(true);
            return thread;
          });
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final AtomicInteger polls = new AtomicInteger();

  private record Invocation(String id, JsonNode event, CompletableFuture<Reply> reply) {}

  RuntimeApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(ROOT, this::handle);
    server.start();
  }

  /** What {@code AWS_LAMBDA_RUNTIME_API} is to be. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often the function asked for an event: with the first time it says that it is ready. */
  int polls() {
    return polls.get();
  }

  CompletableFuture<Reply> invoke(JsonNode event) {
    Invocation invocation =
        new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    waiting.add(invocation);
    return invocation.reply();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(ROOT.length());
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals("invocation/next")) {
        polls.incrementAndGet();
        handOut(exchange, waiting.take());
        return;
      }
      String[] words = path.split("/", -1);
      if (words.length == 3 && words[0].equals("invocation")) {
        take(running.remove(words[1]), words[2], body);
      }
      exchange.sendResponseHeaders(202, -1);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOut(HttpExchange exchange, Invocation invocation) throws IOException {
    running.put(invocation.id(), invocation);
    byte[] event = Json.bytes(invocation.event());
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(Instant.now().plus(Duration.ofSeconds(30)).toEpochMilli()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:123456789012:function:metaflows");
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-67d15ed9-5b1d7c3a9e40f2866a1c0017");
    headers.set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private static void take(Invocation invocation, String kind, byte[] body) throws IOException {
    if (kind.equals("response")) {
      invocation.reply().complete(Reply.of(Json.mapper().readTree(body)));
    } else {
      invocation
          .reply()
          .completeExceptionally(
              new IllegalStateException(
                  "the function failed: " + new String(body, StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
