package io.metaflows.kazoo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.auth.Token;
import io.metaflows.kazoo.KazooReply.KazooAnswer;
import io.metaflows.kazoo.KazooReply.KazooSilence;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import java.io.IOException;
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
 * The one HTTP client to Kazoo. It waits for a whole answer, body included, no longer than its own
 * timeout and the request's deadline, and keeps no more of it than its limit.
 */
final class KazooClient {

  private final String base;
  private final ChannelsApiSettings settings;
  private final Connections connections;

  /**
   * @param base the base URL, without a slash at its end
   */
  KazooClient(String base, ChannelsApiSettings settings, Connections connections) {
    this.base = base;
    this.settings = settings;
    this.connections = connections;
  }

  /** How long an answer may take. */
  Duration timeout() {
    return settings.readTimeout();
  }

  /**
   * Asks; once more where the connection failed. The JDK's client does that itself for a GET, but
   * not where a connection was not taken in time.
   */
  KazooReply get(String path, Token token, Optional<String> requestId, Deadline deadline) {
    KazooReply first = getOnce(path, token, requestId, deadline);
    boolean again = first.fold(answer -> false, KazooSilence::retryable);
    return again && !deadline.passed() ? getOnce(path, token, requestId, deadline) : first;
  }

  /** Sends a body, once and never again. */
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
    try {
      HttpResponse<Optional<byte[]>> response = answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
      return new KazooAnswer(response.statusCode(), response.body().flatMap(KazooClient::envelope));
    } catch (TimeoutException e) {
      // Closes the connection too: an answer without an end would otherwise be read for ever.
      answer.cancel(true);
      return new KazooSilence(true, true, false, "did not answer in time");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new KazooSilence(false, true, false, "was not waited for: the service is stopping");
    } catch (ExecutionException e) {
      return failure(e.getCause());
    }
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
    if (cause instanceof ProtocolException) {
      return new KazooSilence(false, true, false, "answered nonsense");
    }
    return new KazooSilence(false, true, false, "broke the connection");
  }

  /** Kazoo writes what it knows twice now and then; that is no reason to believe none of it. */
  private static Optional<ObjectNode> envelope(byte[] body) {
    try (JsonParser parser = Json.mapper().createParser(body)) {
      parser.disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      TreeNode tree = Json.mapper().reader().readTree(parser);
      return tree instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
