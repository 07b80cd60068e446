package io.metaflows.testing.network;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small HTTP/1.1 server on the loopback address: a thread per connection, one write per answer,
 * and nothing in between that would be measured with the function.
 */
public final class PlainServer implements AutoCloseable {

  private static final String CRLF = "\r\n";

  private final ServerSocket server;
  private final Handler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Answers a request; may take its time. */
  public interface Handler {
    Reply answer(Call call) throws IOException, InterruptedException;
  }

  /**
   * A request.
   *
   * @param headers by their names in lower case
   */
  public record Call(String method, String path, Map<String, String> headers, Bytes body) {}

  /** An answer; its length is told for it. */
  public record Reply(int status, Map<String, String> headers, Bytes body) {
    public static Reply json(int status, String text) {
      return new Reply(status, Map.of("Content-Type", "application/json"), Bytes.of(text));
    }
  }

  private PlainServer(ServerSocket server, Handler handler) {
    this.server = server;
    this.handler = handler;
  }

  public static PlainServer start(String name, Handler handler) throws IOException {
    PlainServer started =
        new PlainServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), handler);
    DaemonThreads.start(name, started::accept);
    return started;
  }

  /** Host and port. */
  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        DaemonThreads.start("connection", () -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write(onTheWire(handler.answer(read(in, out))));
      }
    } catch (IOException | InterruptedException e) {
      // The other end is gone, or the benchmark is over.
      return;
    } finally {
      open.remove(socket);
    }
  }

  private static byte[] onTheWire(Reply reply) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" -");
    reply.headers().forEach((name, value) -> head.append(CRLF).append(name + ": " + value));
    head.append(CRLF).append("Content-Length: " + reply.body().length()).append(CRLF + CRLF);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(reply.body().array());
    return bytes.toByteArray();
  }

  private static Call read(InputStream in, OutputStream out) throws IOException {
    String[] start = line(in).split(" ", 3);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    if (headers.getOrDefault("expect", "").equals("100-continue")) {
      out.write(("HTTP/1.1 100 Continue" + CRLF + CRLF).getBytes(StandardCharsets.US_ASCII));
    }
    byte[] body =
        headers.getOrDefault("transfer-encoding", "").equals("chunked")
            ? chunks(in)
            : exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Call(start[0], start[1], headers, new Bytes(body));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
      body.write(exactly(in, length));
      line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
