package io.metaflows.local;

import io.metaflows.http.ApiRequest;
import io.metaflows.http.ApiResponse;
import io.metaflows.http.HttpApi;
import io.metaflows.http.PathSegments;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A plain HTTP server that stands in for API Gateway: it decodes paths once, reads bodies up to the
 * gateway's limit, and answers CORS (docs/api.md#cors).
 */
public final class LocalServer implements AutoCloseable {

  private static final int GATEWAY_BODY_LIMIT = 10_000_000;

  private static final String ALLOWED_METHODS = "GET,POST,PUT,DELETE";
  private static final String ALLOWED_HEADERS =
      "content-type,x-auth-token,authorization,if-match,if-none-match,idempotency-key,x-request-id";
  private static final String EXPOSED_HEADERS =
      "etag,x-request-id,retry-after,allow,idempotent-replayed";

  private final Vertx vertx;
  private final HttpServer server;

  private LocalServer(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * Serves until it is closed.
   *
   * @param port 0 for any free one
   */
  public static LocalServer start(HttpApi api, Pages pages, String host, int port) {
    Vertx vertx = Vertx.vertx();
    HttpServer server =
        await(
            vertx
                .createHttpServer(
                    new HttpServerOptions()
                        .setMaxInitialLineLength(16 * 1024)
                        .setMaxHeaderSize(32 * 1024)
                        .setHandle100ContinueAutomatically(true))
                .requestHandler(request -> receive(vertx, api, pages, request))
                .listen(port, host));
    return new LocalServer(vertx, server);
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    await(server.close());
    await(vertx.close());
  }

  private static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
    }
  }

  private static void receive(Vertx vertx, HttpApi api, Pages pages, HttpServerRequest request) {
    if (isPreflight(request)) {
      allowOrigin(request);
      request
          .response()
          .setStatusCode(204)
          .putHeader("access-control-allow-methods", ALLOWED_METHODS)
          .putHeader("access-control-allow-headers", ALLOWED_HEADERS)
          .putHeader("access-control-max-age", "86400")
          .end();
      return;
    }
    Buffer body = Buffer.buffer();
    request.handler(
        part -> {
          if (body.length() <= GATEWAY_BODY_LIMIT) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(
        end ->
            vertx
                .executeBlocking(
                    () ->
                        pages
                            .find(request.method().name(), request.path())
                            .orElseGet(() -> api.answer(toRequest(request, body))),
                    false)
                .onSuccess(answer -> send(request, answer))
                .onFailure(failure -> request.response().setStatusCode(500).end()));
  }

  private static boolean isPreflight(HttpServerRequest request) {
    return HttpMethod.OPTIONS.equals(request.method())
        && request.getHeader("origin") != null
        && request.getHeader("access-control-request-method") != null;
  }

  private static void allowOrigin(HttpServerRequest request) {
    if (request.getHeader("origin") != null) {
      request
          .response()
          .putHeader("access-control-allow-origin", "*")
          .putHeader("access-control-expose-headers", EXPOSED_HEADERS);
    }
  }

  private static ApiRequest toRequest(HttpServerRequest request, Buffer body) {
    String uri = request.uri();
    int question = uri.indexOf('?');
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(
            (name, value) ->
                headers.merge(
                    name.toLowerCase(Locale.ROOT), value, (first, next) -> first + "," + next));
    return new ApiRequest(
        request.method().name(),
        PathSegments.ofRaw(question < 0 ? uri : uri.substring(0, question)),
        question < 0 ? "" : uri.substring(question + 1),
        headers,
        body.getBytes(),
        Map.of());
  }

  private static void send(HttpServerRequest request, ApiResponse answer) {
    allowOrigin(request);
    answer.headers().forEach(request.response()::putHeader);
    request.response().setStatusCode(answer.status()).end(Buffer.buffer(answer.body()));
  }
}
