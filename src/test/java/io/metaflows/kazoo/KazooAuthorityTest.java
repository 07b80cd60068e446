package io.metaflows.kazoo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.metaflows.kazoo.Given.error;
import static io.metaflows.kazoo.Given.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.metaflows.auth.Decision;
import io.metaflows.auth.Token;
import io.metaflows.metaflow.Deadline;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Only a complete success of Kazoo allows a request. See {@code docs/authentication.md#mode-kazoo}.
 */
class KazooAuthorityTest {

  private static final String HTML = "<html><body>Welcome</body></html>";

  @RegisterExtension
  static final WireMockExtension KAZOO =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private static Decision decide(Token token) {
    return Given.kazoo(KAZOO.baseUrl()).authority().decide(token, Given.ACCOUNT, Given.deadline());
  }

  private static void answers(int status, String body) {
    KAZOO.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withBody(body)
                    .withHeader("Location", KAZOO.baseUrl() + "/login")));
  }

  static Stream<Arguments> decisions() {
    return Stream.of(
        arguments(200, success("{\"numbers\":{}}"), Decision.ALLOWED),
        arguments(200, success("{}"), Decision.ALLOWED),
        arguments(401, error(401, "invalid_credentials", "{}"), Decision.UNAUTHENTICATED),
        arguments(401, HTML, Decision.UNAUTHENTICATED),
        arguments(403, error(403, "forbidden", "{}"), Decision.FORBIDDEN),
        arguments(403, "", Decision.FORBIDDEN),
        arguments(404, error(404, "bad_identifier", "{}"), Decision.UNKNOWN_ACCOUNT),
        arguments(404, error(404, "bad identifier", "{}"), Decision.UNKNOWN_ACCOUNT));
  }

  @ParameterizedTest
  @MethodSource("decisions")
  void kazooDecides(int status, String body, Decision expected) {
    answers(status, body);
    assertThat(decide(Given.TOKEN)).isEqualTo(expected);
  }

  static Stream<Arguments> noDecisions() {
    return Stream.of(
        arguments(200, ""),
        arguments(200, HTML),
        arguments(200, "{}"),
        arguments(200, "[]"),
        arguments(200, "true"),
        arguments(200, "{\"status\":\"success\"}"),
        arguments(200, "{\"data\":{}}"),
        arguments(200, "{\"data\":{},\"status\":[\"success\"]}"),
        arguments(200, success("[]")),
        arguments(200, success("\"yes\"")),
        arguments(200, success("null")),
        arguments(200, error(200, "forbidden", "{}")),
        arguments(200, success("{}") + "x"),
        arguments(200, success("{\"a\":\"" + "x".repeat(300_000) + "\"}")),
        arguments(201, success("{}")),
        arguments(202, success("{}")),
        arguments(204, ""),
        arguments(206, success("{}")),
        arguments(301, success("{}")),
        arguments(302, success("{}")),
        arguments(307, success("{}")),
        arguments(304, ""),
        arguments(400, error(400, "validation error", "{}")),
        arguments(402, ""),
        arguments(404, HTML),
        arguments(404, error(404, "not_found", "{\"message\":\"not found\"}")),
        arguments(404, "{\"message\":\"bad_identifier\"}"),
        arguments(407, ""),
        arguments(410, error(410, "gone", "{}")),
        arguments(429, error(429, "too_many_requests", "{}")),
        arguments(500, success("{}")),
        arguments(503, error(503, "datastore_unreachable", "{}")));
  }

  @ParameterizedTest
  @MethodSource("noDecisions")
  void anythingElseIsNoYesAndNoRefusal(int status, String body) {
    answers(status, body);
    assertThat(decide(Given.TOKEN))
        .isEqualTo(
            new Decision.AuthorityUnavailable(
                "the authority gave no usable answer (HTTP " + status + ")"));
    KAZOO.verify(1, getRequestedFor(anyUrl()));
  }

  @Test
  void theCallersTokenIsShownInItsOwnHeader() {
    answers(200, success("{}"));
    String path = "/v2/accounts/" + Given.ACCOUNT.value() + "/metaflows";
    decide(Given.TOKEN);
    KAZOO.verify(
        getRequestedFor(urlEqualTo(path))
            .withHeader("X-Auth-Token", equalTo("a-token"))
            .withoutHeader("Authorization"));
    decide(Given.BEARER);
    KAZOO.verify(
        getRequestedFor(urlEqualTo(path))
            .withHeader("Authorization", equalTo("Bearer a-token"))
            .withoutHeader("X-Auth-Token"));
  }

  @Test
  void aTokenThatIsTooLongIsNotShownToKazoo() {
    answers(200, success("{}"));
    Token token = new Token("x".repeat(Token.MAX_LENGTH + 1), Token.Header.X_AUTH_TOKEN);
    assertThat(decide(token)).isEqualTo(Decision.UNAUTHENTICATED);
    KAZOO.verify(0, getRequestedFor(anyUrl()));
  }

  @Test
  void anAuthorityThatIsDownCannotBeAsked() {
    assertThat(
            Given.kazoo("http://127.0.0.1:1")
                .authority()
                .decide(Given.TOKEN, Given.ACCOUNT, Given.deadline()))
        .isEqualTo(new Decision.AuthorityUnavailable("the authority took no connection"));
  }

  @Test
  void anAuthorityThatIsSlowCannotBeAsked() throws Exception {
    try (RawServer server =
        new RawServer(
            (n, with) -> {
              with.request();
              with.hold();
            })) {
      Decision slow = new Decision.AuthorityUnavailable("the authority did not answer in time");
      assertThat(
              Given.hasty(server.url())
                  .authority()
                  .decide(Given.TOKEN, Given.ACCOUNT, Given.deadline()))
          .isEqualTo(slow);
      assertThat(
              Given.kazoo(server.url())
                  .authority()
                  .decide(Given.TOKEN, Given.ACCOUNT, Deadline.in(Duration.ofMillis(200))))
          .isEqualTo(slow);
    }
  }
}
