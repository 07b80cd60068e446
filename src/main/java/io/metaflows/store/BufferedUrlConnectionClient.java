package io.metaflows.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The SDK's client over the JDK's URL connections, without being told how long a body is.
 *
 * <p>Told so, it asks the connection to stream the body, and a connection that streams looks before
 * each request, for one millisecond, whether its other end has gone away, and sends head and body
 * in two packets. Not told, it keeps the body until it is whole, writes its length itself, and
 * sends both at once: 0.4 instead of 1.7 ms a request on loopback (docs/performance.md). What the
 * look is for is not missed: the JDK lets go of a connection that was idle for five seconds, and
 * {@link DynamoDbRetries} sends again what one broke under.
 *
 * <p>A connection that does not stream sends a POST a second time by itself where the first one
 * broke. Nobody would know of it, so that is switched off: here for the JVM, and for the executable
 * where it is built, because the JDK reads the property once.
 *
 * <p>Connections are opened here and not by the SDK, which would set up TLS for a plain endpoint as
 * well. They use the JDK's settings for proxies, which are system properties, and none of the
 * environment's.
 */
final class BufferedUrlConnectionClient implements SdkHttpClient {

  private static final String RESEND = "sun.net.http.retryPost";

  private final SdkHttpClient client;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  /** One for all connections: the JDK keeps those apart that have different ones. */
  private final Optional<SSLSocketFactory> trusted;

  /**
   * @param readTimeout the longest silence; whoever sends a request has a timeout for the whole
   * @param trusted what an https endpoint is checked by; the platform's default if empty
   */
  BufferedUrlConnectionClient(
      Duration connectTimeout, Duration readTimeout, Optional<SSLContext> trusted) {
    System.setProperty(RESEND, "false");
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.trusted = trusted.map(SSLContext::getSocketFactory);
    this.client = UrlConnectionHttpClient.create(this::open);
  }

  private HttpURLConnection open(URI endpoint) {
    try {
      HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
      connection.setConnectTimeout(millis(connectTimeout));
      connection.setReadTimeout(millis(readTimeout));
      if (connection instanceof HttpsURLConnection https) {
        trusted.ifPresent(https::setSSLSocketFactory);
      }
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Zero would be for ever. */
  private static int millis(Duration timeout) {
    return (int) Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE));
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return client.prepareRequest(
        HttpExecuteRequest.builder()
            .request(request.httpRequest().toBuilder().removeHeader("Content-Length").build())
            .contentStreamProvider(request.contentStreamProvider().orElse(null))
            .metricCollector(request.metricCollector().orElse(null))
            .build());
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
