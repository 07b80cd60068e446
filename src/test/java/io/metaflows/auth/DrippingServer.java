package io.metaflows.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * A server that sends the beginning of a response at once, and then one byte every 50 milliseconds
 * until the client closes the connection.
 */
final class DrippingServer implements AutoCloseable {

  private final ServerSocket server;
  private final String atOnce;
  private final String drop;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch clientGone = new CountDownLatch(1);

  DrippingServer(ServerSocketFactory sockets, String atOnce, String drop) throws IOException {
    this.atOnce = atOnce;
    this.drop = drop;
    server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Whether the client closes its connection soon. */
  boolean clientLeaves() throws InterruptedException {
    return clientGone.await(5, TimeUnit.SECONDS);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        start(() -> answer(socket));
      }
    } catch (IOException e) {
      // The test has ended.
      return;
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      if (in.read() < 0) {
        return;
      }
      OutputStream out = socket.getOutputStream();
      out.write(atOnce.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      while (true) {
        out.write(drop.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        Thread.sleep(50);
      }
    } catch (IOException e) {
      clientGone.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "dripping-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
