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
import io.metaflows.channels.ChannelLookup;
import io.metaflows.channels.LiveChannel;
import io.metaflows.channels.RunResult;
import io.metaflows.channels.Switch;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each response of the switch means (docs/kazoo.md#answers). */
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

  private ChannelLookup find() {
    return channels.find(Given.target(), Given.deadline());
  }

  private RunResult run() {
    return channels.run(Given.target(), Given.hangup(), Given.deadline());
  }

  @Test
  void aLiveCallHasTheScopesThatItsDescriptionNames() {
    answers(200, success("{\"call_id\":\"call-1\",\"owner_id\":\"alice\"}"));
    assertThat(find())
        .isEqualTo(
            new LiveChannel(
                Given.ACCOUNT, Optional.empty(), Scope.User.parse(Given.ACCOUNT, "alice")));
  }

  @Test
  void aKeyThatKazooWritesTwiceIsNoReasonToRefuseTheChannel() {
    answers(200, success("{\"owner_id\":\"alice\",\"owner_id\":\"alice\"}"));
    assertThat(find()).isInstanceOf(LiveChannel.class);
  }

  @Test
  void theNodeGoesOutAsActionAndData() {
    answers(201, success("\"metaflow sent\""));
    assertThat(run()).isEqualTo(RunResult.RunAccepted.INSTANCE);
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
        arguments(401, error(401, "invalid_credentials", "{}"), SwitchFailure.UNKNOWN_TOKEN),
        arguments(401, "", SwitchFailure.UNKNOWN_TOKEN),
        arguments(403, error(403, "forbidden", "{}"), SwitchFailure.NO_RIGHT),
        arguments(404, notLive, SwitchFailure.NOT_LIVE),
        arguments(404, HTML, refused(404)),
        arguments(404, "", refused(404)),
        arguments(404, "{\"message\":\"Not Found\"}", refused(404)),
        arguments(429, error(429, "too_many_requests", "{}"), SwitchFailure.BUSY),
        arguments(429, HTML, SwitchFailure.BUSY),
        arguments(402, "", refused(402)),
        arguments(405, error(405, "invalid_method", "{}"), refused(405)),
        arguments(407, "", refused(407)),
        arguments(409, error(409, "datastore_conflict", "{}"), refused(409)),
        arguments(422, "{}", refused(422)),
        arguments(499, "", refused(499)));
  }

  private static SwitchFailure refused(int status) {
    return new SwitchFailure.Refused("the switch answered " + status);
  }

  @Test
  void aTimeoutOfSomethingInBetweenLeavesTheOutcomeOfAPutOpen() {
    answers(408, HTML);
    assertThat(run()).isEqualTo(new SwitchFailure.NoAnswer(false, "the switch answered 408"));
    assertThat(find()).isEqualTo(refused(408));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aRefusalIsTheSameForBoth(int status, String body, SwitchFailure expected) {
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
            RunResult.NodeRejected.class,
            invalid -> {
              assertThat(invalid.message()).isEqualTo("validation error");
              assertThat(Json.text(invalid.data())).isEqualTo(reasons);
            });
  }

  @Test
  void aRefusalOfANodeWithoutReasonsHasAnEmptyObject() {
    answers(400, "{\"status\":\"error\",\"error\":\"400\",\"message\":\"invalid data\"}");
    assertThat(run()).isEqualTo(new RunResult.NodeRejected("invalid data", Json.object()));
  }

  @Test
  void a400ThatIsNotKazoosOrNotAboutANodeIsARefusal() {
    answers(400, HTML);
    assertThat(run()).isEqualTo(refused(400));
    assertThat(find()).isEqualTo(refused(400));
    answers(400, error(400, "validation error", "{}"));
    assertThat(find()).isEqualTo(refused(400));
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
            SwitchFailure.NoAnswer.class,
            failure -> {
              assertThat(failure.tooSlow()).isFalse();
              assertThat(failure.reason()).endsWith("(HTTP " + status + ")");
            });
    assertThat(find()).isInstanceOf(SwitchFailure.NotAsked.class);
    KAZOO.verify(1, putRequestedFor(anyUrl()));
    KAZOO.verify(1, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"call-1\"", "null", "7"})
  void aChannelThatIsNoObjectIsNonsense(String data) {
    answers(200, success(data));
    assertThat(find()).isInstanceOf(SwitchFailure.NotAsked.class);
  }

  @Test
  void anAnswerWithoutDataTellsOfNoChannel() {
    answers(200, "{\"status\":\"success\"}");
    assertThat(find()).isInstanceOf(SwitchFailure.NotAsked.class);
  }

  @Test
  void aPutIsNotBegunWhenItsTimeoutIsNotLeft() {
    answers(201, success("\"metaflow sent\""));
    Deadline close = Deadline.in(Duration.ofSeconds(9));
    assertThat(channels.run(Given.target(), Given.hangup(), close))
        .isEqualTo(
            new SwitchFailure.NotAsked(
                true, "the Channels API was not asked: too little time was left"));
    KAZOO.verify(0, putRequestedFor(anyUrl()));
  }

  @Test
  void nothingIsAskedAfterTheDeadline() {
    assertThat(channels.find(Given.target(), Deadline.in(Duration.ZERO)))
        .isEqualTo(
            new SwitchFailure.NotAsked(true, "the Channels API was not asked: no time was left"));
    KAZOO.verify(0, getRequestedFor(anyUrl()));
  }
}
