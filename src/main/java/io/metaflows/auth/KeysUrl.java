package io.metaflows.auth;

import io.metaflows.metaflow.Deadline;
import io.metaflows.outbound.BoundedBody;
import io.metaflows.outbound.OutboundClients;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * A JWK Set at an https URL. It follows no redirect, so that keys come only from the address that
 * was configured.
 *
 * <p>One timeout covers the whole exchange: connection, TLS handshake, head and body. A read
 * timeout, as {@link java.net.URLConnection} has it, would start again with every byte.
 *
 * <p>A fetch is rare, so no connection is kept: each fetch has its own client, which is closed
 * after it. The classes of the client are not loaded before the first fetch.
 */
final class KeysUrl implements FetchedKeys.JwkSetSource {

  static final int MAX_BYTES = 256 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final URI url;
  private final Optional<SSLContext> tls;

  KeysUrl(URI url, Optional<SSLContext> tls) {
    this.url = url;
    this.tls = tls;
  }

  @Override
  public String fetch(Deadline deadline) throws IOException {
    Duration time = deadline.atMost(TIMEOUT);
    HttpRequest request =
        HttpRequest.newBuilder(url).header("Accept", "application/json").GET().build();
    HttpClient client = OutboundClients.open(CONNECT_TIMEOUT, tls);
    try {
      HttpResponse<Optional<byte[]>> response = await(send(client, request), time);
      byte[] body =
          response.body().orElseThrow(() -> new IOException("more than " + MAX_BYTES + " bytes"));
      if (response.statusCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("HTTP " + response.statusCode());
      }
      return new String(body, StandardCharsets.UTF_8);
    } finally {
      OutboundClients.close(client);
    }
  }

  private static CompletableFuture<HttpResponse<Optional<byte[]>>> send(
      HttpClient client, HttpRequest request) {
    return client.sendAsync(request, head -> new BoundedBody(MAX_BYTES));
  }

  private static HttpResponse<Optional<byte[]>> await(
      CompletableFuture<HttpResponse<Optional<byte[]>>> response, Duration time)
      throws IOException {
    try {
      return response.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // Also closes the connection. Otherwise a response without an end would be read forever.
      response.cancel(true);
      throw new HttpTimeoutException("no complete response in time");
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  /** Some failures of the client have no message, an unknown host for example. */
  private static IOException failure(Throwable cause) {
    String message = cause.getMessage();
    return new IOException(message == null ? cause.getClass().getSimpleName() : message, cause);
  }
}
