package io.metaflows.testing.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A line to a server on this machine, which can be cut: all that is sent goes through as it is. */
public final class TestingLine implements AutoCloseable {

  private final ServerSocketFactory sockets;
  private final int target;
  private final int port;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();
  private volatile boolean resets;
  private volatile ServerSocket server;

  private TestingLine(ServerSocketFactory sockets, int target) {
    this.sockets = sockets;
    this.target = target;
    this.server = listen(0);
    this.port = server.getLocalPort();
  }

  public static TestingLine to(int port) {
    return new TestingLine(ServerSocketFactory.getDefault(), port);
  }

  /** One that callers reach by TLS; the server behind it does not know. */
  public static TestingLine to(int port, ServerSocketFactory tls) {
    return new TestingLine(tls, port);
  }

  public int port() {
    return port;
  }

  /** How many connections were taken. */
  public int taken() {
    return taken.get();
  }

  /** From now on connections are refused. */
  public void down() {
    try {
      server.close();
      hangUp();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on connections are taken, and reset before anything was read. */
  public void resets() {
    resets = true;
    hangUp();
  }

  /** As at the start. */
  public void up() {
    resets = false;
    if (server.isClosed()) {
      server = listen(port);
    }
  }

  private ServerSocket listen(int wanted) {
    try {
      ServerSocket listening = sockets.createServerSocket();
      listening.setReuseAddress(true);
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 100);
      start(() -> accept(listening));
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket caller = listening.accept();
        taken.incrementAndGet();
        start(() -> serve(caller, listening));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket caller, ServerSocket listening) {
    open.add(caller);
    try (caller;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      if (listening.isClosed()) {
        // It was taken before the line went down, and is in the list too late to be hung up.
        return;
      }
      if (resets) {
        caller.setSoLinger(true, 0);
        return;
      }
      caller.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(server);
      start(() -> copy(server, caller));
      copy(caller, server);
    } catch (IOException gone) {
      return;
    } finally {
      open.remove(caller);
    }
  }

  /** To the end, or until one of the two goes away; then both do. */
  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[8192];
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        out.write(piece, 0, n);
        out.flush();
      }
    } catch (IOException gone) {
      return;
    } finally {
      open.remove(from);
    }
  }

  private void hangUp() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "line");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    down();
  }
}
