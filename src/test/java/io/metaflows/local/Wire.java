package io.metaflows.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** One connection to an HTTP server, on which anything can be written. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * @param headers by name in any case; of a repeated one, the last
   */
  record Response(int status, TreeMap<String, String> headers, byte[] body) {

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() throws IOException {
      return Json.mapper().readTree(body);
    }

    String header(String name) {
      return headers.get(name);
    }
  }

  /** Writes a text, whose lines end as they are written: {@code \r\n} in a request. */
  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Writes a request without a body: its line, and more header lines. */
  void ask(String method, String target, String... headers) throws IOException {
    write(head(method, target, headers) + "\r\n");
  }

  /** Writes a request with a body of known length. */
  void tell(String method, String target, byte[] body, String... headers) throws IOException {
    write(head(method, target, headers) + "Content-Length: " + body.length + "\r\n\r\n");
    write(body);
  }

  static String head(String method, String target, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: h\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  /** The next response, with its body. */
  Response read() throws IOException {
    return read(true);
  }

  /** The next response; to HEAD there is no body, whatever its length says. */
  Response read(boolean withBody) throws IOException {
    String[] words = line().split(" ", 3);
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(": *", 2);
      headers.put(parts[0], parts[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = withBody ? in.readNBytes(length) : new byte[0];
    return new Response(Integer.parseInt(words[1]), headers, body);
  }

  /** The next line, without its end. */
  String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
