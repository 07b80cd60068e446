package io.metaflows.store;

import io.metaflows.testing.network.DaemonThreads;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A server that gives one answer, byte for byte, whatever is asked. Until it gets the next answer
 * it says that there is no table, which ends the attempts of a request.
 */
final class BrokenDynamoDb implements AutoCloseable {

  private final ServerSocket server;
  private final AtomicReference<DynamoDbAnswer> next = new AtomicReference<>();

  private BrokenDynamoDb(ServerSocket server) {
    this.server = server;
  }

  static BrokenDynamoDb start() throws IOException {
    BrokenDynamoDb started =
        new BrokenDynamoDb(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    DaemonThreads.start("broken-dynamodb", started::accept);
    return started;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  void answerWith(DynamoDbAnswer answer) {
    next.set(answer);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        DaemonThreads.start("broken-connection", () -> serve(socket));
      }
    } catch (IOException e) {
      // The test is over.
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        read(in);
        DynamoDbAnswer generated = next.getAndSet(null);
        DynamoDbAnswer answer = generated == null ? DynamoDbAnswer.NO_TABLE : generated;
        socket.getOutputStream().write(answer.bytes());
        socket.getOutputStream().flush();
        open = answer.keepsConnection();
      }
    } catch (IOException e) {
      // The client went away.
      return;
    }
  }

  private static void read(InputStream in) throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    in.readNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the client went away");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
