package io.metaflows.kazoo;

import io.metaflows.auth.Authority;
import io.metaflows.channels.Switch;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Kazoo as a switch and as an authority, behind one HTTP client. Cheap to make: no thread is
 * started and no class of the client is loaded before the first request.
 */
public final class Kazoo {

  private final KazooClient client;

  /**
   * Where Kazoo is, and how it is asked.
   *
   * @param base {@code {base}} of the contract: what comes before {@code /v2}
   * @param tls what an https server is checked by; the platform's default if empty
   */
  public record Settings(
      String base, Duration connect, Duration read, int mostBytes, Optional<SSLContext> tls) {

    public static final Duration CONNECT = Duration.ofMillis(300);
    public static final Duration READ = Duration.ofSeconds(2);
    public static final int MOST_BYTES = 256 * 1024;

    /** With the timeouts and the limit of the contract. */
    public Settings(String base) {
      this(base, CONNECT, READ, MOST_BYTES, Optional.empty());
    }

    /** Checks the URL, so that a service that cannot work does not start. */
    public Settings {
      base = KazooUrl.base(base);
    }
  }

  /**
   * @throws IllegalArgumentException naming the setting if the base URL is none
   */
  public Kazoo(Settings settings, Clock clock) {
    this.client = new KazooClient(settings, new KazooConnections(settings, clock));
  }

  /** Its Channels API. */
  public Switch channels() {
    return new KazooSwitch(client);
  }

  /** Its rights on the resource {@code metaflows}; not cached. */
  public Authority authority() {
    return new KazooAuthority(client);
  }
}
