package io.metaflows.bench;

import io.metaflows.testing.network.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** Ends TLS in front of a plain server, byte by byte. */
final class TlsProxy implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  private final ServerSocket server;
  private final URI behind;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TlsProxy(ServerSocket server, URI behind) {
    this.server = server;
    this.behind = behind;
  }

  static TlsProxy start(SSLContext context, URI behind) throws IOException {
    ServerSocket server =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    TlsProxy proxy = new TlsProxy(server, behind);
    DaemonThreads.start("tls", proxy::accept);
    return proxy;
  }

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket front = server.accept();
        DaemonThreads.start("tls-connection", () -> connect(front));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket front) {
    try {
      Socket back = new Socket(behind.getHost(), behind.getPort());
      open.add(front);
      open.add(back);
      front.setTcpNoDelay(true);
      back.setTcpNoDelay(true);
      DaemonThreads.start("tls-answers", () -> pump(back, front));
      pump(front, back);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is behind the TLS proxy", e);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        out.write(chunk, 0, read);
      }
    } catch (IOException e) {
      // One end is gone, and the other one follows.
      return;
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
