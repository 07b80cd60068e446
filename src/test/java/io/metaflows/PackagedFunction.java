package io.metaflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The function as it is deployed, in a process of its own, behind a runtime interface like
 * Lambda's: the executable where {@code function.zip} holds one, else its classes under Lambda's
 * own Java client.
 */
final class PackagedFunction implements AutoCloseable {

  private static final int SECONDS = 60;

  private final HttpServer runtimeApi;
  private final ExecutorService threads;
  private final BlockingQueue<JsonNode> events = new SynchronousQueue<>();
  private final BlockingQueue<JsonNode> answers = new SynchronousQueue<>();
  private final Process process;

  /**
   * @param folder where it is unpacked to
   * @param environment the function's
   */
  PackagedFunction(Path zip, Path folder, Map<String, String> environment) throws IOException {
    unpack(zip, folder);
    runtimeApi = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    runtimeApi.setExecutor(threads);
    runtimeApi.createContext("/2018-06-01/runtime/", this::serve);
    runtimeApi.start();
    ProcessBuilder builder = new ProcessBuilder(command(folder)).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder
        .environment()
        .put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + runtimeApi.getAddress().getPort());
    builder.environment().put("LAMBDA_TASK_ROOT", folder.toString());
    process = builder.inheritIO().start();
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    if (Files.notExists(zip)) {
      throw new IllegalStateException(zip + " is not there: mvn package makes it");
    }
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          Files.copy(entries, file);
        }
      }
    }
  }

  private static List<String> command(Path folder) {
    Path executable = folder.resolve("bootstrap");
    if (Files.exists(executable)) {
      if (!executable.toFile().setExecutable(true)) {
        throw new IllegalStateException(executable + " cannot be made executable");
      }
      return List.of(executable.toString());
    }
    List<String> classPath = new ArrayList<>(List.of(folder.toString(), folder + "/lib/*"));
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.contains("aws-lambda-java-"))
        .forEach(classPath::add);
    return List.of(
        System.getProperty("java.home") + "/bin/java",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "-cp",
        String.join(File.pathSeparator, classPath),
        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
        "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest");
  }

  /** Sends it an event, and waits for what it answers to the gateway. */
  JsonNode invoke(JsonNode event) throws InterruptedException {
    if (!events.offer(event, SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the function does not ask for events");
    }
    JsonNode answer = answers.poll(SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IllegalStateException("the function does not answer");
    }
    return answer;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("/next")) {
        byte[] event = new ObjectMapper().writeValueAsBytes(events.take());
        exchange
            .getResponseHeaders()
            .set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        exchange
            .getResponseHeaders()
            .set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(System.currentTimeMillis() + 1_000L * SECONDS));
        exchange
            .getResponseHeaders()
            .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:0:function:test");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
        return;
      }
      // Both a response and an error of the function are told to whoever waits.
      try (InputStream body = exchange.getRequestBody()) {
        answers.put(new ObjectMapper().readTree(body));
      }
      exchange.sendResponseHeaders(202, -1);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    process.destroy();
    runtimeApi.stop(0);
    threads.shutdownNow();
  }
}
