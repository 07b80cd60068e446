package io.metaflows.kazoo;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Kept-alive connections to Kazoo, as long as they can be trusted.
 *
 * <p>A server closes a connection on which nothing was asked for some seconds, and an execution
 * environment that was frozen does not hear of it. A PUT sent into such a connection ends without
 * an answer, and nobody knows whether it ran. So after a pause a new client is begun, for a client
 * cannot be told to let go of its connections. The pause is measured by the wall clock: the other
 * one stands still in a frozen environment.
 */
final class Connections {

  static final Duration TRUSTED = Duration.ofSeconds(2);

  private final ChannelsApiSettings settings;
  private final Optional<SSLContext> tls;
  private final Clock clock;
  private HttpClient client;
  private int inUse;
  private Instant lastUsed = Instant.MIN;

  Connections(ChannelsApiSettings settings, Optional<SSLContext> tls, Clock clock) {
    this.settings = settings;
    this.tls = tls;
    this.clock = clock;
  }

  /** To be given back by {@link #release}. */
  synchronized HttpClient take() {
    if (client != null && inUse == 0 && isStale(clock.instant())) {
      close(client);
      client = null;
    }
    if (client == null) {
      client = build();
    }
    inUse++;
    return client;
  }

  synchronized void release() {
    inUse--;
    lastUsed = clock.instant();
  }

  private boolean isStale(Instant now) {
    return now.isBefore(lastUsed) || now.isAfter(lastUsed.plus(TRUSTED));
  }

  private HttpClient build() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(settings.connectTimeout());
    tls.ifPresent(builder::sslContext);
    return builder.build();
  }

  /** Clients can be closed since Java 21; before, the garbage collector does it. */
  private static void close(HttpClient old) {
    if (old instanceof AutoCloseable closeable) {
      Thread closing = new Thread(() -> closeQuietly(closeable), "kazoo-close");
      closing.setDaemon(true);
      closing.start();
    }
  }

  private static void closeQuietly(AutoCloseable old) {
    try {
      old.close();
    } catch (Exception e) {
      // Nothing waits for it, and what it holds ends with the connections' other end.
      return;
    }
  }
}
