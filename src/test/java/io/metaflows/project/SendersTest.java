package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.testing.lambda.TestingEvents;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of events/senders/ are what each sender but the template's HTTP API sends. */
class SendersTest {

  private static final List<String> OF_HTTP =
      List.of(
          "rest-api",
          "http-api-format-1",
          "http-api-named-stage",
          "function-url",
          "load-balancer",
          "load-balancer-multi-value");

  static Stream<String> ofHttp() {
    return OF_HTTP.stream().flatMap(sender -> Stream.of(sender + "-get", sender + "-post"));
  }

  @Test
  void eachSenderHasAGetAndAPostAndTheOthersOneEach() {
    assertThat(TestingEvents.ofOtherSenders())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(ofHttp(), Stream.of("schedule", "warmer", "queue")).toList());
  }

  @ParameterizedTest
  @MethodSource("ofHttp")
  void itHasTheKeysOfItsSender(String name) {
    JsonNode event = read(name);
    boolean balancer = event.at("/requestContext/elb").isObject();
    boolean format2 = event.path("version").asText().equals("2.0");

    assertThat(balancer).isEqualTo(name.startsWith("load-balancer"));
    assertThat(format2).isEqualTo(name.matches("(function-url|http-api-named-stage)-.*"));
    assertThat(event.has("headers")).isEqualTo(!name.contains("multi-value"));
    assertThat(event.has("multiValueHeaders"))
        .isEqualTo(name.matches("(rest-api|http-api-format-1|load-balancer-multi-value)-.*"));
    assertThat(event.has("httpMethod")).isEqualTo(!format2);
    assertThat(event.has("rawPath")).isEqualTo(format2);
  }

  @ParameterizedTest
  @MethodSource("ofHttp")
  void itsMethodAndItsPathAreWhatItsNameSays(String name) {
    JsonNode event = read(name);
    String method =
        event.path("httpMethod").asText(event.at("/requestContext/http/method").asText());
    String path = event.path("path").asText(event.path("rawPath").asText());

    assertThat(name).endsWith("-" + method.toLowerCase(Locale.ROOT));
    assertThat(path)
        .isEqualTo(
            (name.matches("http-api-.*") ? "/prod" : "") + "/v2/accounts/demo-senders/metaflows");
    assertThat(event.path("body").asText("").isEmpty()).isEqualTo(method.equals("GET"));
  }

  /** Where both forms are sent, they say the same. */
  @ParameterizedTest
  @MethodSource("ofHttp")
  void itsHeadersOfOneValueAreThoseOfMany(String name) {
    JsonNode event = read(name);
    if (event.path("headers").isObject() && event.path("multiValueHeaders").isObject()) {
      assertThat(event.get("multiValueHeaders").properties())
          .extracting(Map.Entry::getKey, header -> header.getValue().path(0).asText())
          .containsExactlyInAnyOrderElementsOf(
              event.get("headers").properties().stream()
                  .map(header -> tuple(header.getKey(), header.getValue().asText()))
                  .toList());
    }
  }

  private static JsonNode read(String name) {
    return TestingEvents.read("senders/" + name);
  }
}
