package io.metaflows.kazoo;

import io.metaflows.auth.Authority;
import io.metaflows.channels.Switch;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Kazoo as a switch and as an authority, behind one HTTP client. A new instance costs little: no
 * thread is started and no class of the client is loaded before the first request.
 */
public final class Kazoo {

  private final KazooClient client;

  /**
   * @param tls checks the certificate of an https server; empty for the platform's default
   * @throws IllegalArgumentException naming the setting if the base URL is missing or is not a URL
   */
  public Kazoo(ChannelsApiSettings settings, Optional<SSLContext> tls, Clock clock) {
    String base = KazooUrl.base(settings.url().orElse(""));
    this.client = new KazooClient(base, settings, new KazooConnections(settings, tls, clock));
  }

  /** Kazoo's Channels API. */
  public Switch channels() {
    return new KazooSwitch(client);
  }

  /** Kazoo's rights on the resource {@code metaflows}; not cached. */
  public Authority authority() {
    return new KazooAuthority(client);
  }
}
