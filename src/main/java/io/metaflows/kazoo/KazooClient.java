package io.metaflows.kazoo;

import io.metaflows.auth.Token;
import io.metaflows.kazoo.KazooReply.KazooAnswer;
import io.metaflows.kazoo.KazooReply.KazooSilence;
import io.metaflows.metaflow.Deadline;
import io.metaflows.outbound.BoundedBody;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * The HTTP client to Kazoo. It waits for a whole answer, body included, until its own timeout or
 * the request's deadline, whichever comes first, and reads no more of it than its limit.
 */
final class KazooClient {

  private final String base;
  private final ChannelsApiSettings settings;
  private final KazooConnections connections;

  /**
   * @param base the base URL, without a slash at its end
   */
  KazooClient(String base, ChannelsApiSettings settings, KazooConnections connections) {
    this.base = base;
    this.settings = settings;
    this.connections = connections;
  }

  /** How long an answer may take. */
  Duration timeout() {
    return settings.readTimeout();
  }

  /**
   * Sends a GET, and once more if no connection was made in time. After other failures of a
   * connection the JDK's client itself sends a GET again.
   */
  KazooReply get(String path, Token token, Optional<String> requestId, Deadline deadline) {
    KazooReply first = getOnce(path, token, requestId, deadline);
    boolean again = first.fold(answer -> false, KazooSilence::retryable);
    return again && !deadline.passed() ? getOnce(path, token, requestId, deadline) : first;
  }

  /** Sends a PUT exactly once, or not at all. */
  KazooReply put(
      String path, Token token, Optional<String> requestId, byte[] json, Deadline deadline) {
    OnceBody body = new OnceBody(json);
    HttpRequest request =
        request(path, token, requestId)
            .header("Content-Type", "application/json")
            .PUT(body)
            .build();
    return exchange(request, deadline)
        .fold(
            answer -> answer,
            silence ->
                new KazooSilence(
                    silence.tooSlow(), silence.sent() && body.wasTaken(), false, silence.reason()));
  }

  private KazooReply getOnce(
      String path, Token token, Optional<String> requestId, Deadline deadline) {
    return exchange(request(path, token, requestId).GET().build(), deadline);
  }

  private HttpRequest.Builder request(String path, Token token, Optional<String> requestId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "application/json");
    requestId.ifPresent(id -> request.header("X-Request-ID", id));
    return token.header() == Token.Header.X_AUTH_TOKEN
        ? request.header("X-Auth-Token", token.value())
        : request.header("Authorization", "Bearer " + token.value());
  }

  private KazooReply exchange(HttpRequest request, Deadline deadline) {
    Duration time = deadline.atMost(settings.readTimeout());
    if (time.isZero()) {
      return new KazooSilence(true, false, false, "was not asked: no time was left");
    }
    HttpClient client;
    try {
      client = connections.take();
    } catch (UncheckedIOException e) {
      return new KazooSilence(false, false, false, "was not asked: no connection could be made");
    }
    try {
      return exchange(client, request, time);
    } finally {
      connections.release();
    }
  }

  private KazooReply exchange(HttpClient client, HttpRequest request, Duration time) {
    CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
        client.sendAsync(request, head -> new BoundedBody(settings.answerLimit()));
    CompletableFuture<?> exchange = neverComplete(answer);
    try {
      HttpResponse<Optional<byte[]>> response = answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return new KazooAnswer(response.statusCode(), response.body().flatMap(KazooEnvelope::read));
    } catch (TimeoutException e) {
      // Closes the connection too: an answer without an end would otherwise be read for ever.
      exchange.cancel(true);
      return new KazooSilence(true, true, false, "did not answer in time");
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new KazooSilence(false, true, false, "was not waited for: the service is stopping");
    } catch (ExecutionException e) {
      // The client leaves the connection open after an answer that is not HTTP.
      exchange.cancel(true);
      return failure(e.getCause());
    }
  }

  /**
   * A future that can still cancel the exchange when the answer has failed: the client passes the
   * cancellation of a dependent future on, but ignores that of a completed one.
   */
  private static CompletableFuture<?> neverComplete(CompletableFuture<?> answer) {
    return answer.thenCombine(new CompletableFuture<>(), (response, never) -> response);
  }

  private static KazooReply failure(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return new KazooSilence(true, false, true, "took no connection in time");
    }
    if (cause instanceof ConnectException) {
      return new KazooSilence(false, false, false, "took no connection");
    }
    if (cause instanceof SSLHandshakeException) {
      return new KazooSilence(false, false, false, "could not be reached by a trusted connection");
    }
    // A content length that is not a number is a NumberFormatException.
    if (cause instanceof ProtocolException || cause instanceof RuntimeException) {
      return new KazooSilence(false, true, false, "answered nonsense");
    }
    return new KazooSilence(false, true, false, "broke the connection");
  }
}
