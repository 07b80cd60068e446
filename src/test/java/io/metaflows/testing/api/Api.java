package io.metaflows.testing.api;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.lambda.TestingLambdaContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A caller of the API as API Gateway lets it through: every request becomes the event that the
 * gateway would send, and goes through Lambda's runtime interface to the function under test, on
 * the JVM or as the native executable.
 */
public final class Api {

  /** Any that is free where the build runs the tests; the framework's own elsewhere. */
  private static final String PORT =
      Optional.ofNullable(System.getenv("QUARKUS_LAMBDA_MOCK_EVENT_SERVER_TEST_PORT"))
          .filter(port -> !port.isEmpty())
          .orElse("8081");

  private static final URI FUNCTION = URI.create("http://localhost:" + PORT + "/_lambda_");

  /** Longer than any deadline: an event that gets lost fails a test and does not hang it. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String method;
  private final String path;
  private final TreeMap<String, String> headers = new TreeMap<>();
  private String query = "";
  private Optional<byte[]> body = Optional.empty();

  private Api(String method, String path) {
    this.method = method;
    this.path = path;
    headers.put("host", "api.example.com");
    headers.put("x-auth-token", "token-of-a-test");
  }

  /**
   * Any request.
   *
   * @param path as the gateway hands it over: decoded
   */
  public static Api request(String method, String path) {
    return new Api(method, path);
  }

  public static Api get(String path) {
    return request("GET", path);
  }

  public static Api delete(String path) {
    return request("DELETE", path);
  }

  /** With this document as {@code data} of the envelope. */
  public static Api post(String path, String data) {
    return request("POST", path).json("{\"data\":" + data + "}");
  }

  public static Api put(String path, String envelope) {
    return request("PUT", path).json(envelope);
  }

  public Api header(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  public Api without(String name) {
    headers.remove(name);
    return this;
  }

  public Api query(String raw) {
    query = raw;
    return this;
  }

  public Api json(String text) {
    return body("application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@code curl -d} sends it. */
  public Api form(String text) {
    return body("application/x-www-form-urlencoded", text.getBytes(StandardCharsets.UTF_8));
  }

  public Api body(String contentType, byte[] bytes) {
    headers.put("content-type", contentType);
    body = Optional.of(bytes);
    return this;
  }

  public Api untyped(byte[] bytes) {
    headers.remove("content-type");
    body = Optional.of(bytes);
    return this;
  }

  /** Sends it, and reads the answer as the gateway would. */
  public Reply send() {
    return send(event());
  }

  /** Sends one of the files under {@code events/}. */
  public static Reply sendEvent(Path file) {
    try {
      return send(Json.mapper().readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }

  /** Has a handler in this process answer it, beside other callers. */
  public Reply through(RequestStreamHandler handler) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(Json.bytes(event())), answer, new TestingLambdaContext());
    return Reply.of(Json.mapper().readTree(answer.toByteArray()));
  }

  public static Reply send(JsonNode event) {
    return Reply.of(invoke(event));
  }

  /**
   * What the function answers to any event, as it is.
   *
   * @throws IllegalStateException with what the function said, if it failed
   */
  public static JsonNode invoke(JsonNode event) {
    HttpRequest request =
        HttpRequest.newBuilder(FUNCTION)
            .header("Content-Type", "application/json")
            .timeout(LONGEST)
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(event)))
            .build();
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "the function failed: " + new String(response.body(), StandardCharsets.UTF_8));
      }
      return Json.mapper().readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What the gateway makes of it. */
  public ObjectNode event() {
    ObjectNode event = Json.object();
    event.put("version", "2.0").put("routeKey", "$default").put("rawPath", path);
    event.put("rawQueryString", query);
    ObjectNode sent = event.putObject("headers");
    headers.forEach(sent::put);
    ObjectNode context = event.putObject("requestContext");
    context.put("accountId", "123456789012").put("apiId", "api").put("requestId", "gateway-id=");
    context.put("routeKey", "$default").put("stage", "$default");
    context
        .putObject("http")
        .put("method", method)
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "192.0.2.1");
    boolean binary = body.isPresent() && !deliveredAsText(headers.get("content-type"));
    body.ifPresent(
        bytes ->
            event.put(
                "body",
                binary
                    ? Base64.getEncoder().encodeToString(bytes)
                    : new String(bytes, StandardCharsets.UTF_8)));
    event.put("isBase64Encoded", binary);
    return event;
  }

  /** The gateway delivers these types as text, all others in base64. */
  private static boolean deliveredAsText(String contentType) {
    return contentType != null
        && (contentType.startsWith("text/")
            || contentType.startsWith("application/json")
            || contentType.startsWith("application/xml")
            || contentType.startsWith("application/javascript"));
  }

  /** What the gateway would send back. */
  public record Reply(int status, TreeMap<String, String> headers, String text) {

    public static Reply of(JsonNode response) {
      TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      response
          .path("headers")
          .properties()
          .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
      return new Reply(response.get("statusCode").asInt(), headers, response.path("body").asText());
    }

    public JsonNode json() {
      try {
        return Json.mapper().readTree(text);
      } catch (IOException e) {
        throw new IllegalStateException("not JSON: " + text, e);
      }
    }

    public JsonNode data() {
      return json().path("data");
    }

    public String message() {
      return json().path("message").asText();
    }

    public String revision() {
      return json().path("revision").asText();
    }

    public String header(String name) {
      return headers.get(name);
    }
  }
}
