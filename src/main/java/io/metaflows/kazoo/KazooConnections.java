package io.metaflows.kazoo;

import io.metaflows.outbound.OutboundClients;
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
      OutboundClients.close(client);
      client = null;
    }
    if (client == null) {
      client = OutboundClients.open(settings.connectTimeout(), tls);
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
}
