package io.metaflows.outbound;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Opens and closes HTTP clients to servers that an operator configures
 * (docs/decisions/0005-java-net-http.md). A client goes to the configured address only: it follows
 * no redirect and uses no proxy.
 */
public final class OutboundClients {

  private OutboundClients() {}

  /**
   * A new client.
   *
   * @param tls checks the certificate of an https server; empty for the platform's default
   */
  public static HttpClient open(Duration connectTimeout, Optional<SSLContext> tls) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(connectTimeout);
    tls.ifPresent(builder::sslContext);
    return builder.build();
  }

  /**
   * Closes a client. That is possible since Java 21; on older versions the garbage collector does
   * it. Closing waits for connections to end, so another thread does it.
   */
  public static void close(HttpClient client) {
    if (client instanceof AutoCloseable closeable) {
      Thread closing = new Thread(() -> closeQuietly(closeable), "http-client-close");
      closing.setDaemon(true);
      closing.start();
    }
  }

  private static void closeQuietly(AutoCloseable client) {
    try {
      client.close();
    } catch (Exception e) {
      // Nothing waits for it, and its connections end when the server closes them.
      return;
    }
  }
}
