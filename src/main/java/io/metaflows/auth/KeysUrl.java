package io.metaflows.auth;

import io.metaflows.metaflow.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/**
 * A JWK Set at an https URL. No redirect is followed: keys come from the address that was
 * configured, or not at all.
 */
final class KeysUrl implements FetchedKeys.Source {

  static final int MOST_BYTES = 256 * 1024;

  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration READ = Duration.ofSeconds(2);

  private final URI url;
  private final Optional<SSLContext> tls;

  KeysUrl(URI url, Optional<SSLContext> tls) {
    this.url = url;
    this.tls = tls;
  }

  @Override
  public String fetch(Deadline deadline) throws IOException {
    Deadline own = Deadline.in(deadline.atMost(READ));
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    try {
      if (tls.isPresent() && connection instanceof HttpsURLConnection https) {
        https.setSSLSocketFactory(tls.get().getSocketFactory());
      }
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setRequestProperty("Accept", "application/json");
      connection.setConnectTimeout(millis(own.atMost(CONNECT)));
      connection.setReadTimeout(millis(own.left()));
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("HTTP " + status);
      }
      try (InputStream body = connection.getInputStream()) {
        return new String(read(body, own), StandardCharsets.UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }

  /** Looks at the time after every piece, so that a trickle ends as well. */
  private static byte[] read(InputStream body, Deadline own) throws IOException {
    byte[] bytes = new byte[MOST_BYTES];
    int length = 0;
    for (int n = body.read(bytes); n >= 0; n = body.read(bytes, length, bytes.length - length)) {
      length += n;
      if (length == bytes.length) {
        throw new IOException("more than " + MOST_BYTES + " bytes");
      }
      if (own.passed()) {
        throw new SocketTimeoutException("no end in time");
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Zero would mean no timeout at all. */
  private static int millis(Duration time) {
    return (int) Math.max(1, time.toMillis());
  }
}
