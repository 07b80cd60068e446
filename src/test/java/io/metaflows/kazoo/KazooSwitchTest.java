package io.metaflows.kazoo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.metaflows.kazoo.Given.error;
import static io.metaflows.kazoo.Given.success;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.metaflows.channels.Switch;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the switch says, and what becomes of it (contract, sections 3 and 8). */
class KazooSwitchTest {

  private static final String HTML = "<html><body>Who are you looking for?</body></html>";

  @RegisterExtension
  static final WireMockExtension KAZOO =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private Switch channels;

  @BeforeEach
  void connect() {
    channels = Given.kazoo(KAZOO.baseUrl()).channels();
  }

  private static void answers(int status, String body) {
    answers(aResponse().withStatus(status).withBody(body));
  }

  private static void answers(ResponseDefinitionBuilder response) {
    KAZOO.stubFor(any(anyUrl()).willReturn(response));
  }

  private Switch.Lookup find() {
    return channels.find(Given.target(), Given.deadline());
  }

  private Switch.Run run() {
    return channels.run(Given.target(), Given.hangup(), Given.deadline());
  }

  @Test
  void aLiveCallIsTheObjectInData() {
    answers(200, success("{\"call_id\":\"call-1\",\"owner_id\":\"alice\"}"));
    assertThat(find())
        .isEqualTo(
            new Switch.Lookup.Live(
                Json.object().put("call_id", "call-1").put("owner_id", "alice")));
  }

  @Test
  void aKeyThatKazooWritesTwiceIsNoReasonToRefuseTheChannel() {
    answers(200, success("{\"owner_id\":\"alice\",\"owner_id\":\"alice\"}"));
    assertThat(find()).isInstanceOf(Switch.Lookup.Live.class);
  }

  @Test
  void theNodeGoesOutAsActionAndData() {
    answers(201, success("\"metaflow sent\""));
    assertThat(run()).isEqualTo(new Switch.Run.Accepted());
    KAZOO.verify(
        1,
        putRequestedFor(urlEqualTo("/v2/accounts/" + Given.ACCOUNT.value() + "/channels/call-1"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("X-Auth-Token", equalTo("a-token"))
            .withHeader("X-Request-ID", equalTo("request-1"))
            .withoutHeader("Authorization")
            .withRequestBody(
                equalToJson("{\"action\":\"metaflow\",\"data\":{\"module\":\"hangup\"}}")));
  }

  @Test
  void aBearerTokenStaysOne() {
    answers(200, success("{}"));
    channels.find(Given.target(Given.CALL, Given.BEARER), Given.deadline());
    KAZOO.verify(
        getRequestedFor(anyUrl())
            .withHeader("Authorization", equalTo("Bearer a-token"))
            .withoutHeader("X-Auth-Token"));
  }

  @Test
  void aCallIdIsOneSegmentOfThePathWhateverItHolds() {
    answers(200, success("{}"));
    channels.find(Given.target(new CallId("a@b:1+2=3~4*5!6..-_"), Given.TOKEN), Given.deadline());
    KAZOO.verify(
        getRequestedFor(
            urlEqualTo(
                "/v2/accounts/"
                    + Given.ACCOUNT.value()
                    + "/channels/a%40b%3A1%2B2%3D3%7E4%2A5%216..-_")));
  }

  static Stream<Arguments> refusals() {
    String notLive = error(404, "bad identifier", "[\"call-1\"]");
    return Stream.of(
        arguments(401, error(401, "invalid_credentials", "{}"), new Switch.Unauthenticated()),
        arguments(401, "", new Switch.Unauthenticated()),
        arguments(403, error(403, "forbidden", "{}"), new Switch.Forbidden()),
        arguments(404, notLive, new Switch.NotLive()),
        arguments(404, HTML, new Switch.Refused(404)),
        arguments(404, "", new Switch.Refused(404)),
        arguments(404, "{\"message\":\"Not Found\"}", new Switch.Refused(404)),
        arguments(429, error(429, "too_many_requests", "{}"), new Switch.Busy()),
        arguments(429, HTML, new Switch.Busy()),
        arguments(402, "", new Switch.Refused(402)),
        arguments(405, error(405, "invalid_method", "{}"), new Switch.Refused(405)),
        arguments(407, "", new Switch.Refused(407)),
        arguments(408, HTML, new Switch.Refused(408)),
        arguments(409, error(409, "datastore_conflict", "{}"), new Switch.Refused(409)),
        arguments(422, "{}", new Switch.Refused(422)),
        arguments(499, "", new Switch.Refused(499)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsTheSameForBoth(int status, String body, Switch.Failure expected) {
    answers(status, body);
    assertThat(find()).isEqualTo(expected);
    assertThat(run()).isEqualTo(expected);
  }

  @Test
  void itsReasonsForRefusingANodeReachTheCaller() {
    String reasons = "{\"module\":{\"required\":{\"message\":\"Field is required but missing\"}}}";
    answers(400, error(400, "validation error", reasons));
    assertThat(run())
        .isInstanceOfSatisfying(
            Switch.Run.Invalid.class,
            invalid -> {
              assertThat(invalid.message()).isEqualTo("validation error");
              assertThat(Json.text(invalid.data())).isEqualTo(reasons);
            });
  }

  @Test
  void aRefusalOfANodeWithoutReasonsHasAnEmptyObject() {
    answers(400, "{\"status\":\"error\",\"error\":\"400\",\"message\":\"invalid data\"}");
    assertThat(run()).isEqualTo(new Switch.Run.Invalid("invalid data", Json.object()));
  }

  @Test
  void a400ThatIsNotKazoosOrNotAboutANodeIsARefusal() {
    answers(400, HTML);
    assertThat(run()).isEqualTo(new Switch.Refused(400));
    assertThat(find()).isEqualTo(new Switch.Refused(400));
    answers(400, error(400, "validation error", "{}"));
    assertThat(find()).isEqualTo(new Switch.Refused(400));
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        arguments(200, ""),
        arguments(200, HTML),
        arguments(200, "[]"),
        arguments(200, "\"metaflow sent\""),
        arguments(200, "{\"data\":{}}"),
        arguments(200, "{\"data\":{},\"status\":\"error\"}"),
        arguments(200, success("{}") + success("{}")),
        arguments(200, "{\"data\":{},\"status\":\"succ"),
        arguments(200, "\u0000\u0001"),
        arguments(200, "[".repeat(100_000)),
        arguments(201, HTML),
        arguments(204, ""),
        arguments(302, ""),
        arguments(304, ""),
        arguments(307, success("{}")),
        arguments(500, error(500, "init failed", "{}")),
        arguments(502, HTML),
        arguments(503, error(503, "datastore timeout", "{}")),
        arguments(504, ""));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void whatIsNotAnAnswerLeavesTheOutcomeOfAPutOpen(int status, String body) {
    answers(
        aResponse()
            .withStatus(status)
            .withBody(body)
            .withHeader("Location", KAZOO.baseUrl() + "/elsewhere"));
    assertThat(run())
        .isInstanceOfSatisfying(
            Switch.Unreachable.class,
            outcome -> {
              assertThat(outcome.sent()).isTrue();
              assertThat(outcome.timedOut()).isFalse();
              assertThat(outcome.reason()).endsWith("(HTTP " + status + ")");
            });
    assertThat(find())
        .isInstanceOfSatisfying(
            Switch.Unreachable.class, outcome -> assertThat(outcome.sent()).isFalse());
    KAZOO.verify(1, putRequestedFor(anyUrl()));
    KAZOO.verify(1, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"call-1\"", "null", "7"})
  void aChannelThatIsNoObjectIsNonsense(String data) {
    answers(200, success(data));
    assertThat(find()).isInstanceOf(Switch.Unreachable.class);
  }

  @Test
  void anAnswerWithoutDataTellsOfNoChannel() {
    answers(200, "{\"status\":\"success\"}");
    assertThat(find()).isInstanceOf(Switch.Unreachable.class);
  }

  @Test
  void aPutIsNotBegunWhenItsTimeoutIsNotLeft() {
    answers(201, success("\"metaflow sent\""));
    Deadline close = Deadline.in(Duration.ofSeconds(9));
    assertThat(channels.run(Given.target(), Given.hangup(), close))
        .isEqualTo(
            new Switch.Unreachable(
                true, false, "the Channels API was not asked: too little time was left"));
    KAZOO.verify(0, putRequestedFor(anyUrl()));
  }

  @Test
  void nothingIsAskedAfterTheDeadline() {
    assertThat(channels.find(Given.target(), Deadline.in(Duration.ZERO)))
        .isEqualTo(
            new Switch.Unreachable(
                true, false, "the Channels API was not asked: no time was left"));
    KAZOO.verify(0, getRequestedFor(anyUrl()));
  }
}
