package io.metaflows.kazoo;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The kept-alive connections to Kazoo, as long as they can be trusted (docs/kazoo.md#connections).
 *
 * <p>A server closes a connection that was idle for some seconds, and a frozen execution
 * environment does not notice. A PUT on such a connection ends without an answer, and nobody knows
 * whether it ran. So a new client is used after a pause, because a client cannot close its idle
 * connections on demand. The pause is measured by the wall clock: the monotonic clock stands still
 * in a frozen environment.
 */
final class KazooConnections {

  static final Duration TRUSTED = Duration.ofSeconds(2);

  private final ChannelsApiSettings settings;
  private final Optional<SSLContext> tls;
  private final Clock clock;
  private HttpClient client;
  private int inUse;
  private Instant lastUsed = Instant.MIN;

  KazooConnections(ChannelsApiSettings settings, Optional<SSLContext> tls, Clock clock) {
    this.settings = settings;
    this.tls = tls;
    this.clock = clock;
  }

  /** A client for one request. It must be returned by {@link #release}. */
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

  /** A client can be closed since Java 21; before that, the garbage collector does it. */
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
      // Nothing waits for it, and its connections end when the server closes them.
      return;
    }
  }
}
