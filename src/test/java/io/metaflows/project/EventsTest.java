package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.testing.lambda.ExpectedAnswer;
import io.metaflows.testing.lambda.TestingEvents;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of events/, but for its folders, are what an HTTP API sends, payload version 2.0. */
class EventsTest {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  /** The only types whose bodies the gateway passes on as they are, beside {@code text/*}. */
  private static final Set<String> PLAIN =
      Set.of("application/json", "application/xml", "application/javascript");

  private static final Gateway GATEWAY = Gateway.of(Template.read());

  static List<String> events() {
    return TestingEvents.names();
  }

  @Test
  void thereIsOneForEveryOperationAndScopeAndForm() {
    assertThat(events())
        .containsAll(
            Stream.of("account", "user", "device")
                .flatMap(scope -> Stream.of(scope + "-get", scope + "-post", scope + "-delete"))
                .toList())
        .contains("channel-put-inline", "channel-put-number", "channel-put-pattern")
        .contains(
            "channel-put-digits", "channel-put-digits-dry-run", "channel-put-idempotency-key");
  }

  @Test
  void eachHasAnAnswerThatIsExpected() {
    assertThat(ExpectedAnswer.all())
        .extracting(ExpectedAnswer::event)
        .containsExactlyInAnyOrderElementsOf(events());
  }

  @ParameterizedTest
  @MethodSource("events")
  void itSaysWhatItsNameSays(String name) {
    JsonNode http = TestingEvents.read(name).at("/requestContext/http");
    String path = http.get("path").asText();
    String[] words = name.split("-", -1);
    if (name.startsWith("unknown-path")) {
      assertThat(GATEWAY.route("GET", path))
          .get()
          .extracting(Gateway.Route::key)
          .isEqualTo("$default");
      return;
    }
    boolean hasWordOfItsOwn = path.matches(".*/metaflows/[a-z]+");
    assertThat(http.get("method").asText()).isEqualToIgnoringCase(words[hasWordOfItsOwn ? 2 : 1]);
    assertThat(path)
        .matches(
            switch (words[0]) {
              case "account" -> "/v2/accounts/[^/]+/metaflows(/[a-z]+)?/?";
              case "user" -> "/v2/accounts/[^/]+/users/[^/]+/metaflows(/[a-z]+)?";
              case "device" -> "/v2/accounts/[^/]+/devices/[^/]+/metaflows(/[a-z]+)?";
              default -> "/v2/accounts/[^/]+/channels/.+";
            });
  }

  @ParameterizedTest
  @MethodSource("events")
  void theGatewayChoseItsRoute(String name) {
    JsonNode event = TestingEvents.read(name);
    String path = event.get("rawPath").asText();
    Gateway.Route route =
        GATEWAY.route(event.at("/requestContext/http/method").asText(), path).orElseThrow();

    assertThat(event.get("routeKey").asText()).isEqualTo(route.key());
    assertThat(event.at("/requestContext/routeKey").asText()).isEqualTo(route.key());
    var parameters = new TreeMap<String, String>();
    event
        .path("pathParameters")
        .properties()
        .forEach(p -> parameters.put(p.getKey(), p.getValue().asText()));
    assertThat(parameters).isEqualTo(route.parameters(path));
    assertThat(event.has("pathParameters")).isEqualTo(!parameters.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("events")
  void itIsOfVersion2AndComplete(String name) {
    JsonNode event = TestingEvents.read(name);
    assertThat(event.get("version").asText()).isEqualTo("2.0");
    assertThat(event.has("rawQueryString")).isTrue();
    assertThat(event.has("queryStringParameters"))
        .isEqualTo(!event.get("rawQueryString").asText().isEmpty());

    JsonNode context = event.get("requestContext");
    assertThat(context.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "accountId",
            "apiId",
            "domainName",
            "domainPrefix",
            "http",
            "requestId",
            "routeKey",
            "stage",
            "time",
            "timeEpoch");
    assertThat(context.get("stage").asText()).isEqualTo("$default");
    assertThat(context.at("/http/path")).isEqualTo(event.get("rawPath"));
    assertThat(context.at("/http/userAgent")).isEqualTo(event.at("/headers/user-agent"));
    assertThat(context.at("/http/sourceIp")).isEqualTo(event.at("/headers/x-forwarded-for"));
    assertThat(context.at("/http/protocol").asText()).isEqualTo("HTTP/1.1");
    assertThat(context.get("time").asText())
        .isEqualTo(
            Instant.ofEpochMilli(context.get("timeEpoch").asLong())
                .atOffset(ZoneOffset.UTC)
                .format(TIME));
  }

  @ParameterizedTest
  @MethodSource("events")
  void itsHeaderNamesAreInLowerCase(String name) {
    assertThat(TestingEvents.read(name).get("headers").properties())
        .allSatisfy(
            header -> {
              assertThat(header.getKey()).isLowerCase();
              assertThat(header.getValue().isTextual()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("events")
  void itsBodyIsInBase64WhereTheGatewayEncodes(String name) {
    JsonNode event = TestingEvents.read(name);
    String type = event.at("/headers/content-type").asText();
    boolean plain = type.startsWith("text/") || PLAIN.contains(type);

    assertThat(event.get("isBase64Encoded").booleanValue()).isEqualTo(event.has("body") && !plain);
    if (!name.equals("account-post-not-base64")) {
      assertThat(event.at("/headers/content-length").asInt())
          .isEqualTo(TestingEvents.bytes(event).length);
    }
  }

  @Test
  void thePostsOfDocumentsAreTheSeedsOwn() {
    String seed =
        "{\"data\":{\"binding_digit\":\"*\", \"patterns\":{\"2(\\\\d+)\":{\"module\":\"transfer\","
            + " \"data\":{\"takeback_dtmf\":\"*1\"}}}}}";
    for (String scope : List.of("account", "user", "device")) {
      JsonNode event = TestingEvents.read(scope + "-post");
      assertThat(TestingEvents.body(event)).isEqualTo(seed);
      assertThat(event.at("/headers/content-type").asText())
          .isEqualTo("application/x-www-form-urlencoded");
    }
  }

  @Test
  void noTwoAreTheSameRequest() {
    Set<String> ids = new TreeSet<>();
    for (String name : events()) {
      assertThat(ids.add(TestingEvents.read(name).at("/requestContext/requestId").asText()))
          .isTrue();
    }
  }
}
