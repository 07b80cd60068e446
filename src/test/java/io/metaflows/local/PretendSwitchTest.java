package io.metaflows.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.auth.Token;
import io.metaflows.channels.LiveChannel;
import io.metaflows.channels.RunResult;
import io.metaflows.channels.Switch;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.kazoo.ChannelsApiSettings;
import io.metaflows.kazoo.Kazoo;
import io.metaflows.local.PretendSwitch.Ran;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.testing.TestingSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PretendSwitchTest {

  private static final String DESK =
      "/v2/accounts/demo/channels/" + PretendSwitch.DESK_CALL.replace("@", "%40");

  private PretendSwitch pretend;
  private Switch channels;

  @BeforeEach
  void start() throws IOException {
    pretend = PretendSwitch.start("127.0.0.1", 0);
    ChannelsApiSettings settings =
        TestingSettings.with(
                "metaflows.channels.url", pretend.url(),
                "metaflows.channels.connect-timeout", "5S",
                "metaflows.channels.read-timeout", "10S")
            .channels();
    channels = new Kazoo(settings, Optional.empty(), Clock.systemUTC()).channels();
  }

  @AfterEach
  void stop() {
    pretend.close();
  }

  private static Switch.Target target(String account, String call) {
    Token token = new Token("any", Token.Header.X_AUTH_TOKEN);
    return new Switch.Target(new AccountId(account), new CallId(call), token, "request-1");
  }

  private static Switch.Target desk() {
    return target("demo", PretendSwitch.DESK_CALL);
  }

  private static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  private RunResult run(String node) throws IOException {
    return channels.run(desk(), Metaflow.of((ObjectNode) Json.mapper().readTree(node)), deadline());
  }

  private JsonNode channel() throws Exception {
    return Json.mapper().readTree(send(request(DESK).GET()).body()).path("data");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(pretend.url() + path)).header("X-Auth-Token", "any");
  }

  @ParameterizedTest
  @CsvSource({
    PretendSwitch.DESK_CALL + ",alice,alice-desk-phone",
    PretendSwitch.MOBILE_CALL + ",bob,bob-mobile"
  })
  void bothDemoCallsAreLiveAndNameOwnerAndDevice(String call, String owner, String device) {
    assertThat(channels.find(target("demo", call), deadline()))
        .isInstanceOfSatisfying(
            LiveChannel.class,
            live -> {
              assertThat(live.user().orElseThrow().id()).isEqualTo(owner);
              assertThat(live.device().orElseThrow().id()).isEqualTo(device);
            });
  }

  @Test
  void aCallThatWasHungUpComesBackByARequest() throws Exception {
    run("{\"module\":\"hangup\"}");
    assertThat(channels.find(desk(), deadline())).isEqualTo(SwitchFailure.NOT_LIVE);

    assertThat(send(request(PretendApi.RESTART).POST(BodyPublishers.noBody())).statusCode())
        .isEqualTo(200);
    assertThat(channels.find(desk(), deadline())).isInstanceOf(LiveChannel.class);
  }

  @Test
  void aTransferDialsItsFirstCaptureAndShows() throws Exception {
    assertThat(run("{\"module\":\"transfer\",\"data\":{\"captures\":[\"1234\"]}}"))
        .isEqualTo(RunResult.RunAccepted.INSTANCE);
    assertThat(pretend.ran())
        .containsExactly(new Ran(PretendSwitch.DESK_CALL, "blind transfer to 1234"));
    assertThat(channel().path("destination").asText()).isEqualTo("1234");
  }

  @Test
  void aFixedTargetWithoutCapturesIsNotDialledJustAsAtKazoo() throws Exception {
    run("{\"module\":\"transfer\",\"data\":{\"target\":\"1234\",\"transfer_type\":\"attended\"}}");
    assertThat(pretend.ran())
        .containsExactly(new Ran(PretendSwitch.DESK_CALL, "attended transfer to no_match"));
  }

  @Test
  void holdAndRecordingShowAndEndAgain() throws Exception {
    run("{\"module\":\"hold\",\"children\":{\"_\":{\"module\":\"record_call\"}}}");
    assertThat(channel().path("is_on_hold").asBoolean()).isTrue();
    assertThat(channel().path("recording").asText()).isEqualTo("on");
    run("{\"module\":\"record_call\",\"data\":{\"action\":\"mask\"}}");
    assertThat(channel().path("recording").asText()).isEqualTo("masked");
    run("{\"module\":\"resume\",\"children\":{\"_\":{\"module\":\"record_call\"}}}");
    assertThat(channel().path("is_on_hold").asBoolean()).isFalse();
    assertThat(channel().path("recording").asText()).isEqualTo("off");
    run("{\"module\":\"hold_control\"}");
    assertThat(channel().path("is_on_hold").asBoolean()).isTrue();
    run("{\"module\":\"hold_control\",\"data\":{\"action\":\"unhold\"}}");
    assertThat(channel().path("is_on_hold").asBoolean()).isFalse();
  }

  @Test
  void childrenRunAfterTheirParentUntilOneTakesTheCallElsewhere() throws Exception {
    run(
        "{\"module\":\"play\",\"data\":{\"id\":\"beep\"},\"children\":{\"_\":{\"module\":\"hangup\","
            + "\"children\":{\"_\":{\"module\":\"say\"}}},\"other\":{\"module\":\"break\"}}}");
    assertThat(pretend.ran())
        .extracting(Ran::step)
        .containsExactly("play {\"id\":\"beep\",\"leg\":\"both\"}", "hangup");
  }

  @Test
  void aHangupEndsThisCallAndNoOther() throws Exception {
    assertThat(run("{\"module\":\"hangup\"}")).isEqualTo(RunResult.RunAccepted.INSTANCE);
    assertThat(channels.find(desk(), deadline())).isEqualTo(SwitchFailure.NOT_LIVE);
    assertThat(run("{\"module\":\"hangup\"}")).isEqualTo(SwitchFailure.NOT_LIVE);
    assertThat(channels.find(target("demo", PretendSwitch.MOBILE_CALL), deadline()))
        .isInstanceOf(LiveChannel.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"module\":\"teleport\"}",
        "{\"module\":7}",
        "{}",
        "{\"module\":\"transfer\",\"data\":{\"captures\":\"1234\"}}",
        "{\"module\":\"play\",\"children\":{\"_\":{\"module\":\"teleport\"}}}"
      })
  void itRefusesWhatKazooRefusesAndRunsNothing(String node) throws Exception {
    assertThat(run(node))
        .isInstanceOfSatisfying(
            RunResult.NodeRejected.class,
            invalid -> {
              assertThat(invalid.message()).isEqualTo("validation error");
              assertThat(invalid.data().isEmpty()).isFalse();
            });
    assertThat(pretend.ran()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "demo,unknown-call",
    "another," + PretendSwitch.DESK_CALL,
    "DEMO," + PretendSwitch.DESK_CALL
  })
  void aCallOfNobodyOrOfAnotherAccountIsNotLive(String account, String call) {
    assertThat(channels.find(target(account, call), deadline())).isEqualTo(SwitchFailure.NOT_LIVE);
  }

  @Test
  void itAnswersInKazoosEnvelope() throws Exception {
    HttpResponse<String> response =
        send(request("/v2/accounts/demo/channels/nobody").header("X-Request-ID", "mine").GET());
    assertThat(response.statusCode()).isEqualTo(404);
    JsonNode envelope = Json.mapper().readTree(response.body());
    assertThat(Json.text(envelope.get("data"))).isEqualTo("[\"nobody\"]");
    assertThat(envelope.path("message").asText()).isEqualTo("bad identifier");
    assertThat(envelope.path("error").asText()).isEqualTo("404");
    assertThat(envelope.path("status").asText()).isEqualTo("error");
    assertThat(envelope.path("request_id").asText()).isEqualTo("mine");
  }

  @Test
  void withoutATokenNobodyIsAnswered() throws Exception {
    HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(pretend.url() + DESK)));
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "[]",
        "{\"action\":\"metaflow\"}",
        "{\"data\":{\"module\":\"hangup\"}}",
        "{\"action\":\"transfer\",\"data\":{\"module\":\"hangup\"}}"
      })
  void aBodyThatIsNoOrderIsRefused(String body) throws Exception {
    HttpResponse<String> response = send(request(DESK).PUT(BodyPublishers.ofString(body)));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(pretend.ran()).isEmpty();
  }

  @Test
  void theActionMayStandInsideData() throws Exception {
    String body = "{\"data\":{\"action\":\"metaflow\",\"module\":\"hangup\"}}";
    HttpResponse<String> response = send(request(DESK).PUT(BodyPublishers.ofString(body)));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).contains("\"data\":\"metaflow sent\"");
  }

  @ParameterizedTest
  @CsvSource({"DELETE,405", "POST,405"})
  void anotherMethodIsNotAllowed(String method, int status) throws Exception {
    HttpResponse<String> response = send(request(DESK).method(method, BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v2/accounts/demo/channels", "/v1/accounts/demo/channels/x"})
  void anotherPathIsUnknown(String path) throws Exception {
    assertThat(send(request(path)).statusCode()).isEqualTo(404);
  }
}
