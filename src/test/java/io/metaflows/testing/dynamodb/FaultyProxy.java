package io.metaflows.testing.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in front of a DynamoDB and spoils what it is told to, at exactly the moment it says. */
public final class FaultyProxy implements AutoCloseable {

  /** What can go wrong with one request. */
  public enum Fault {
    NONE,
    /** Refused; not written. */
    THROTTLED,
    /** An error of the server before the write took effect. */
    ERROR_BEFORE,
    /** An error of the server after the write took effect. */
    ERROR_AFTER,
    /** The connection is reset before the write took effect. */
    RESET_BEFORE,
    /** The connection is reset after the write took effect. */
    RESET_AFTER,
    /** The request is held up past the client's patience, and then takes effect all the same. */
    STALL_BEFORE,
    /** The write takes effect at once, and its answer is held up past the client's patience. */
    STALL_AFTER,
    /** The write takes effect, and the connection ends within the answer. */
    TRUNCATED,
    /** The write takes effect, and the connection ends right after the answer's head. */
    BEHEADED,
    /** A batch of which nothing was processed. */
    UNPROCESSED;

    public boolean stalls() {
      return this == STALL_BEFORE || this == STALL_AFTER;
    }
  }

  private record Request(Map<String, String> headers, byte[] body) {}

  private record Answer(int status, String checksum, byte[] body) {
    static Answer of(int status, String body) {
      return new Answer(status, "", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final URI target;
  private final Duration stall;
  private final ServerSocket server;
  private final HttpClient behind = HttpClient.newHttpClient();
  private final ExecutorService connections =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "faulty-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final Future<?> accepting;
  private final Queue<Fault> next = new ConcurrentLinkedQueue<>();
  private final AtomicInteger arrived = new AtomicInteger();
  private final Phaser busy = new Phaser(1);
  private volatile Fault always = Fault.NONE;
  private volatile Runnable meanwhile = () -> {};

  /**
   * @param stall how long the stalling faults hold up
   */
  public FaultyProxy(URI target, Duration stall) {
    this.target = target;
    this.stall = stall;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    accepting = connections.submit(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The next requests meet these faults, one each. */
  public void next(Fault... faults) {
    next.addAll(List.of(faults));
  }

  /** Every request meets this fault. */
  public void always(Fault fault) {
    always = fault;
  }

  /** What happens once, after the next fault had its effect and before the client hears of it. */
  public void meanwhile(Runnable event) {
    meanwhile = event;
  }

  /** How many requests arrived. */
  public int arrived() {
    return arrived.get();
  }

  /** Waits until nothing is held up any more. */
  public void settle() {
    try {
      busy.awaitAdvanceInterruptibly(busy.arrive(), 10, TimeUnit.SECONDS);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From here on connections are refused: none may slip in while the accepting thread wakes up. */
  @Override
  public void close() {
    try {
      server.close();
      accepting.get(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
    connections.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed: that is how it ends.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        Request request = read(in);
        busy.register();
        try {
          arrived.incrementAndGet();
          open = spoil(request, socket);
        } finally {
          busy.arriveAndDeregister();
        }
      }
    } catch (IOException | InterruptedException e) {
      // The client went away, as it should where it lost its patience.
    }
  }

  /** Whether the connection stays open. */
  private boolean spoil(Request request, Socket socket) throws IOException, InterruptedException {
    Fault queued = next.poll();
    Fault fault = queued != null ? queued : always;
    OutputStream out = socket.getOutputStream();
    switch (fault) {
      case NONE -> write(forward(request), out);
      case THROTTLED -> write(Answer.of(400, error("ProvisionedThroughputExceededException")), out);
      case ERROR_BEFORE -> write(Answer.of(500, error("InternalServerError")), out);
      case ERROR_AFTER -> {
        forward(request);
        happen();
        write(Answer.of(500, error("InternalServerError")), out);
      }
      case RESET_BEFORE -> {
        happen();
        socket.setSoLinger(true, 0);
        return false;
      }
      case RESET_AFTER -> {
        forward(request);
        happen();
        socket.setSoLinger(true, 0);
        return false;
      }
      case STALL_BEFORE -> {
        Thread.sleep(stall.toMillis());
        write(forward(request), out);
      }
      case STALL_AFTER -> {
        Answer answer = forward(request);
        happen();
        Thread.sleep(stall.toMillis());
        write(answer, out);
      }
      case TRUNCATED -> {
        Answer answer = forward(request);
        happen();
        writeHead(answer, out);
        out.write(answer.body(), 0, answer.body().length / 2);
        return false;
      }
      case BEHEADED -> {
        Answer answer = forward(request);
        happen();
        writeHead(answer, out);
        return false;
      }
      case UNPROCESSED -> {
        JsonNode items = Json.mapper().readTree(request.body()).get("RequestItems");
        write(Answer.of(200, "{\"Responses\":{},\"UnprocessedKeys\":" + items + "}"), out);
      }
    }
    return true;
  }

  private void happen() {
    Runnable event = meanwhile;
    meanwhile = () -> {};
    event.run();
  }

  private static String error(String code) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
        + code
        + "\",\"message\":\"injected\"}";
  }

  private Answer forward(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(target)
            .version(HttpClient.Version.HTTP_1_1)
            .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("x-amz") || name.matches("content-type|authorization")) {
                forwarded.header(name, value);
              }
            });
    HttpResponse<byte[]> answer =
        behind.send(forwarded.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(
        answer.statusCode(), answer.headers().firstValue("x-amz-crc32").orElse(""), answer.body());
  }

  private static void write(Answer answer, OutputStream out) throws IOException {
    writeHead(answer, out);
    out.write(answer.body());
    out.flush();
  }

  private static void writeHead(Answer answer, OutputStream out) throws IOException {
    String checksum =
        answer.checksum().isEmpty() ? "" : "x-amz-crc32: " + answer.checksum() + "\r\n";
    String head =
        "HTTP/1.1 %d Injected\r\ncontent-type: application/x-amz-json-1.0\r\n%scontent-length: %d\r\n\r\n"
            .formatted(answer.status(), checksum, answer.body().length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
  }

  private static Request read(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    line(in);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Request(headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }
}
