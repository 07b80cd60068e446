package io.metaflows.kazoo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that misbehaves on the level of sockets, as its script says. */
final class RawServer implements AutoCloseable {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");

  private final ServerSocket server;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** What is done on one connection. */
  interface Script {
    void play(int connection, Connection with) throws Exception;
  }

  RawServer(Script script) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(() -> accept(script), "raw-server");
    accepting.setDaemon(true);
    accepting.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Heads and bodies of the requests that arrived whole, in their order. */
  List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  long puts() {
    return requests().stream().filter(r -> r.startsWith("PUT ")).count();
  }

  int connections() {
    return connections.get();
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread playing = new Thread(() -> play(script, number, socket), "raw-connection-" + number);
        playing.setDaemon(true);
        playing.start();
      }
    } catch (IOException e) {
      // The test is over.
      return;
    }
  }

  private void play(Script script, int number, Socket socket) {
    try (socket) {
      script.play(number, new Connection(socket));
    } catch (Exception e) {
      // The client went away: that is what some tests wait for.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** One connection, from the server's side. */
  final class Connection {
    private final Socket socket;
    private final InputStream in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Waits until something of a request has come. */
    void begun() throws IOException {
      in.read();
    }

    /** Reads one whole request; fails when the client goes away first. */
    String request() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
        int b = in.read();
        if (b < 0) {
          throw new IOException("the client went away");
        }
        head.append((char) b);
      }
      String text = head.toString();
      Matcher length = LENGTH.matcher(text);
      int announced = length.find() ? Integer.parseInt(length.group(1)) : 0;
      byte[] body = in.readNBytes(announced);
      if (body.length < announced) {
        throw new IOException("the client went away");
      }
      String request = text + new String(body, StandardCharsets.UTF_8);
      requests.add(request);
      return request;
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    /** Answers and keeps the connection. */
    void answer(int status, String json) throws IOException {
      int length = json.getBytes(StandardCharsets.UTF_8).length;
      send(
          "HTTP/1.1 "
              + status
              + " Said\r\nContent-Type: application/json\r\nContent-Length: "
              + length
              + "\r\n\r\n"
              + json);
    }

    /** Ends the connection with a reset in place of an orderly end. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Waits until the client goes away. */
    void hold() throws IOException {
      while (in.read() >= 0) {
        // What it still sends is of no interest.
      }
    }
  }
}
