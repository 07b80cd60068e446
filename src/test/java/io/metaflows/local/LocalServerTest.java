package io.metaflows.local;

import static io.metaflows.testing.api.ApiAssertions.fresh;
import static io.metaflows.testing.api.ApiAssertions.json;
import static io.metaflows.testing.api.SampleDocuments.SEED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.http.HttpApi;
import io.metaflows.local.Wire.Response;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as an HTTP server on a newcomer's machine, asked on raw sockets. */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
class LocalServerTest {

  private static final String TOKEN = "X-Auth-Token: t";
  private static final byte[] EMPTY = "{\"data\":{}}".getBytes(UTF_8);

  @Inject HttpApi api;

  private LocalServer server;
  private Wire wire;
  private String account;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start(api, new Pages(), "127.0.0.1", 0);
    wire = new Wire(server.port());
    account = fresh();
  }

  @AfterEach
  void stop() throws IOException {
    wire.close();
    server.close();
  }

  private String path() {
    return "/v2/accounts/" + account + "/metaflows";
  }

  private Response get(String target) throws IOException {
    wire.ask("GET", target, TOKEN);
    return wire.read();
  }

  @Test
  void theSeedsRequestsWorkAsCurlSendsThem() throws IOException {
    wire.tell(
        "POST",
        path(),
        SEED.getBytes(UTF_8),
        TOKEN,
        "Content-Type: application/x-www-form-urlencoded");
    Response set = wire.read();
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    assertThat(set.header("Content-Type")).isEqualTo("application/json");
    assertThat(set.header("ETag")).isEqualTo('"' + set.json().get("revision").asText() + '"');
    assertThat(get(path()).json().get("data")).isEqualTo(set.json().get("data"));
    wire.ask("DELETE", path(), TOKEN);
    assertThat(wire.read().json().get("data")).isEqualTo(json("{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "a;b,        a;b",
    "a;x=1,      a;x=1",
    "a%3Bb,      a;b",
    "a%2Fb,      a/b",
    "a%2fb,      a/b",
    "%252e,      %2e",
    "a%2541,     a%41",
    "a%20b,      a b",
    "a+b,        a+b",
    "a%,         a%",
    "a%4,        a%4",
    "a%zz,       a%zz",
    "a%4%31,     a%4%31",
    "a%c3%28,    a%c3%28",
    "a%c0%af,    a%c0%af",
    "a%C3%BC,    aü",
    ".,          .",
    "..,         ..",
    "%2e%2e,     ..",
    "a%5Cb,      a\\b"
  })
  void whatIsNoIdAfterOneDecodingNamesNoOther(String segment, String shown) throws IOException {
    for (String kind : new String[] {"account", "user", "device"}) {
      String target =
          kind.equals("account")
              ? "/v2/accounts/" + segment + "/metaflows"
              : "/v2/accounts/" + account + "/" + kind + "s/" + segment + "/metaflows";
      Response reply = get(target);
      assertThat(reply.status()).as(target).isEqualTo(404);
      assertThat(reply.json().get("message").asText()).isEqualTo("bad identifier");
      assertThat(reply.json().at("/data/message").asText())
          .isEqualTo("invalid " + kind + "_id '" + shown + "'");
    }
  }

  @Test
  void anEncodedControlCharacterIsNoId() throws IOException {
    for (String segment : new String[] {"a%00", "a%0d%0aX-Evil:%201", "a%7f"}) {
      Response reply = get("/v2/accounts/" + segment + "/metaflows");
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.header("X-Evil")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v2/accounts/A/metaflows",
        "/v2//accounts/A/metaflows",
        "/v2/accounts//A/metaflows",
        "/v2/accounts/A//metaflows",
        "/v2/accounts/A/metaflows//",
        "/./v2/accounts/A/metaflows",
        "/v2/../v2/accounts/A/metaflows",
        "/v2/accounts/B/../A/metaflows",
        "/v2%2faccounts/A/metaflows",
        "/v2/accounts/A%2fmetaflows",
        "/v2/accounts/A/metaflows;x",
        "/v2/accounts/A/metaflows%3fx",
        "/v2/accounts/A/metaflows%23x",
        "/v2/%2561ccounts/A/metaflows",
        "/",
        "/favicon.ico",
        "/v2"
      })
  void noOtherPathIsARoute(String target) throws IOException {
    wire.tell("POST", target.replace("A", account), EMPTY, TOKEN);
    Response reply = wire.read();
    assertThat(reply.status()).as(reply.text()).isEqualTo(404);
    assertThat(reply.json().get("status").asText()).isEqualTo("error");
    assertThat(get(path()).json().has("revision")).isFalse();
  }

  @Test
  void aSegmentIsDecodedOnce() throws IOException {
    wire.tell("POST", "/v2/%61ccounts/" + account + "%41/metaflows/?x=%2F", EMPTY, TOKEN);
    assertThat(wire.read().status()).isEqualTo(200);
    assertThat(get("/v2/accounts/" + account + "A/metaflows").json().has("revision")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "call%40host, 502",
    "call@host, 502",
    "a%2Bb, 502",
    "a%252Fb, 404",
    "a%2Fb, 404",
    "a%20b, 404"
  })
  void aCallIdIsDecodedOnce(String call, int status) throws IOException {
    wire.tell(
        "PUT",
        "/v2/accounts/" + account + "/channels/" + call,
        "{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}".getBytes(UTF_8),
        TOKEN);
    assertThat(wire.read().status()).isEqualTo(status);
  }

  @Test
  void aBodyMayComeInChunks() throws IOException {
    wire.write(Wire.head("POST", path(), TOKEN, "Transfer-Encoding: chunked") + "\r\n");
    for (String piece : new String[] {"{\"da", "ta\":{\"listen_on\":", "\"peer\"}}"}) {
      wire.write(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
    }
    wire.write("0\r\n\r\n");
    assertThat(wire.read().json().at("/data/listen_on").asText()).isEqualTo("peer");
  }

  @ParameterizedTest
  @ValueSource(ints = {278_529, 2_000_000, 11_000_000})
  void aBodyOverTheLimitIsRefusedAndTheConnectionGoesOn(int length) throws IOException {
    wire.tell("POST", path(), new byte[length], TOKEN);
    Response reply = wire.read();
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.json().at("/data/file/maxSize/target").asInt()).isEqualTo(278_528);
    assertThat(get(path()).status()).isEqualTo(200);
  }

  @Test
  void chunksOverTheLimitAreRefusedToo() throws IOException {
    wire.write(Wire.head("POST", path(), TOKEN, "Transfer-Encoding: chunked") + "\r\n");
    byte[] piece = new byte[0x10000];
    for (int i = 0; i < 5; i++) {
      wire.write("10000\r\n");
      wire.write(piece);
      wire.write("\r\n");
    }
    wire.write("0\r\n\r\n");
    assertThat(wire.read().status()).isEqualTo(413);
    assertThat(get(path()).status()).isEqualTo(200);
  }

  @Test
  void whoAsksBeforeSendingABodyIsTold() throws IOException {
    wire.write(
        Wire.head("POST", path(), TOKEN, "Expect: 100-continue", "Content-Length: " + EMPTY.length)
            + "\r\n");
    assertThat(wire.line()).startsWith("HTTP/1.1 100 ");
    assertThat(wire.line()).isEmpty();
    wire.write(EMPTY);
    assertThat(wire.read().status()).isEqualTo(200);
  }

  @Test
  void aPreflightNeedsNoToken() throws IOException {
    wire.ask(
        "OPTIONS",
        path(),
        "Origin: http://page.example",
        "Access-Control-Request-Method: POST",
        "Access-Control-Request-Headers: x-auth-token,if-match");
    Response reply = wire.read();
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(reply.header("Access-Control-Allow-Methods").split(","))
        .containsExactlyInAnyOrder("GET", "POST", "PUT", "DELETE");
    assertThat(reply.header("Access-Control-Allow-Headers").split(","))
        .containsExactlyInAnyOrder(
            "content-type",
            "x-auth-token",
            "authorization",
            "if-match",
            "if-none-match",
            "idempotency-key",
            "x-request-id");
  }

  @Test
  void aPageOfAnotherOriginMayReadAnswersAndErrors() throws IOException {
    for (String token : new String[] {TOKEN, "X-Nothing: 1"}) {
      wire.ask("GET", path(), token, "Origin: http://page.example");
      Response reply = wire.read();
      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(reply.header("Access-Control-Expose-Headers").split(","))
          .containsExactlyInAnyOrder(
              "etag", "x-request-id", "retry-after", "allow", "idempotent-replayed");
    }
    assertThat(get(path()).header("Access-Control-Allow-Origin")).isNull();
  }

  @Test
  void headAndOptionsAreNoMethodsAndLeaveTheConnectionInStep() throws IOException {
    wire.ask("HEAD", path(), TOKEN);
    Response head = wire.read(false);
    assertThat(head.status()).isEqualTo(405);
    assertThat(head.header("Allow")).isEqualTo("GET, POST, DELETE");
    wire.ask("OPTIONS", path(), TOKEN);
    Response options = wire.read();
    assertThat(options.status()).isEqualTo(405);
    assertThat(options.json().get("message").asText()).isEqualTo("invalid_method");
    wire.ask("BREW", path(), TOKEN);
    assertThat(wire.read().status()).isEqualTo(405);
    assertThat(get(path()).status()).isEqualTo(200);
  }

  @Test
  void requestsOnOneConnectionAreAnsweredInTheirOrder() throws IOException {
    for (int i = 0; i < 20; i++) {
      wire.ask("GET", path(), TOKEN, "X-Request-ID: id-" + i);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(wire.read().header("X-Request-ID")).isEqualTo("id-" + i);
    }
  }

  @Test
  void notModifiedHasNoBodyAndTheBodyOfAGetIsPassedOver() throws IOException {
    wire.tell("POST", path(), EMPTY, TOKEN);
    String tag = wire.read().header("ETag");
    wire.tell("GET", path(), EMPTY, TOKEN, "If-None-Match: " + tag);
    Response reply = wire.read();
    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.header("ETag")).isEqualTo(tag);
    assertThat(get(path()).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatIsSentTwiceAndDiffersIsNone() throws IOException {
    wire.ask("GET", path(), TOKEN, "X-Auth-Token: u");
    assertThat(wire.read().status()).isEqualTo(401);
    wire.ask("GET", path(), "Authorization: Bearer t", "x-auth-TOKEN: t");
    assertThat(wire.read().status()).isEqualTo(200);
  }

  @Test
  void theApisDescriptionIsServedToReadOnly() throws IOException {
    Response description = get("/openapi.yaml");
    assertThat(description.status()).isEqualTo(200);
    assertThat(description.text()).startsWith("openapi: 3.1");
    wire.tell("POST", "/openapi.yaml", EMPTY, TOKEN);
    assertThat(wire.read().status()).isEqualTo(404);
  }
}
