package io.metaflows.channels;

import static io.metaflows.metaflow.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Scope;
import io.metaflows.store.IdempotencyRecords.Result;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a trigger and what they answer (contract, sections 3 and 8). */
class TriggerTest {

  private static final String SEED =
      "{'binding_digit':'*','numbers':{'9':{'module':'hangup'}},"
          + "'patterns':{'2(\\\\d+)':{'module':'transfer','data':{'takeback_dtmf':'*1'}}}}";

  private final Calls calls = new Calls();

  @AfterEach
  void close() {
    calls.close();
  }

  @Test
  void anInlineMetaflowIsSentAtOnceAndNothingElseIsAsked() {
    Triggered triggered = calls.trigger("{'module':'hold'}");

    assertThat(triggered.outcome().told()).isEqualTo(new Result(201, "", text("metaflow sent")));
    assertThat(calls.telephony.asked()).containsExactly("PUT call-1");
    assertThat(calls.telephony.ran())
        .containsExactly(json("{'module':'hold','data':{'unhold_key':'1'}}"));
    assertThat(calls.database.arrived()).isZero();
  }

  @Test
  void anInlineTransferDialsItsTargetAndSoDoItsChildren() {
    calls.trigger(
        "{'module':'transfer','data':{'target':'5'},"
            + "'children':{'_':{'module':'transfer','data':{'target':'6'}}}}");

    assertThat(calls.telephony.ran().get(0).at("/data/captures"))
        .isEqualTo(json("{'c':['5']}").path("c"));
    assertThat(calls.telephony.ran().get(0).at("/children/_/data/captures"))
        .isEqualTo(json("{'c':['6']}").path("c"));
  }

  @Test
  void theSeedsDigitsAreABlindTransfer() {
    calls.store(SEED);

    Triggered triggered = calls.trigger("{'digits':'*21234'}");

    JsonNode node =
        json(
            "{'module':'transfer','data':{'takeback_dtmf':'*1','collected':'21234',"
                + "'captures':['1234'],'transfer_type':'blind'}}");
    assertThat(calls.telephony.ran()).containsExactly(node.deepCopy());
    assertThat(triggered.outcome().told().status()).isEqualTo(201);
    assertThat(triggered.outcome().told().data().path("message").asText())
        .isEqualTo("metaflow sent");
    assertThat(triggered.outcome().told().data().path("metaflow")).isEqualTo(node);
    assertThat(triggered.outcome().told().data().path("matched"))
        .isEqualTo(json("{'scope':'account','pattern':'2(\\\\d+)'}"));
  }

  @Test
  void theSwitchIsAskedBeforeTheDatabaseWhichIsAskedOnce() {
    calls.store(SEED);
    int before = calls.database.arrived();
    calls.telephony.live("{'authorizing_type':'device','authorizing_id':'d1','owner_id':'u1'}");

    calls.trigger("{'number':'9'}");

    assertThat(calls.telephony.asked()).containsExactly("GET call-1", "PUT call-1");
    assertThat(calls.database.arrived() - before).isEqualTo(1);
  }

  @Test
  void theDocumentsOfTheChannelsOwnDeviceAndUserApply() {
    calls.store(SEED);
    calls.store(new Scope.Device(calls.account, "d1"), "{'numbers':{'9':{'module':'break'}}}");
    calls.store(new Scope.User(calls.account, "u1"), "{'binding_digit':'#'}");
    calls.store(new Scope.User(calls.account, "u2"), "{'numbers':{'9':{'module':'resume'}}}");
    calls.telephony.live("{'authorizing_type':'device','authorizing_id':'d1','owner_id':'u1'}");

    Triggered triggered = calls.trigger("{'digits':'#9'}");

    assertThat(triggered.outcome().told().data().path("matched"))
        .isEqualTo(json("{'scope':'device','number':'9'}"));
    assertThat(calls.telephony.ran()).containsExactly(json("{'module':'break','data':{}}"));
  }

  @Test
  void aPatternIsRunWithTheCapturesOfTheRequest() {
    calls.store(SEED);

    calls.trigger("{'pattern':'2(\\\\d+)','captures':['77']}");

    assertThat(calls.telephony.ran().get(0).path("data"))
        .isEqualTo(json("{'takeback_dtmf':'*1','captures':['77'],'transfer_type':'blind'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'number':'8'}", "{'pattern':'8'}", "{'digits':'8'}"})
  void aNameThatTheChannelDoesNotHaveIsToldAsItWasSent(String data) {
    calls.store(SEED);

    assertThat(calls.trigger(data).outcome().told())
        .isEqualTo(
            new Result(404, "bad_identifier", json("{'message':'bad identifier','cause':'8'}")));
    assertThat(calls.telephony.ran()).isEmpty();
  }

  @Test
  void aDryRunShowsWhatWouldBeSent() {
    calls.store(SEED);

    assertThat(calls.dryRun("{'number':'9'}").outcome().told())
        .isEqualTo(
            new Result(
                200,
                "",
                json(
                    "{'message':'metaflow not sent','metaflow':{'module':'hangup','data':{}},"
                        + "'matched':{'scope':'account','number':'9'}}")));
    assertThat(calls.telephony.asked()).containsExactly("GET call-1");
  }

  @Test
  void anInlineDryRunLooksForTheCallToo() {
    assertThat(calls.dryRun("{'module':'hangup'}").outcome().told())
        .isEqualTo(
            new Result(
                200,
                "",
                json(
                    "{'message':'metaflow not sent',"
                        + "'metaflow':{'module':'hangup','data':{}}}")));
    assertThat(calls.telephony.asked()).containsExactly("GET call-1");

    calls.telephony.finds(new Switch.NotLive());
    assertThat(calls.dryRun("{'module':'hangup'}").outcome().told().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatTheSwitchAnswersToTheQuestionForTheChannelIsTranslated(
      Switch.Failure failure, int status, String message) {
    calls.telephony.finds(failure);

    Result told = calls.trigger("{'digits':'*9'}").outcome().told();

    assertThat(told.status()).isEqualTo(status);
    assertThat(told.message()).isEqualTo(message);
    assertThat(calls.telephony.ran()).isEmpty();
    assertThat(calls.database.arrived()).isZero();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatTheSwitchAnswersToTheMetaflowIsTranslated(
      Switch.Failure failure, int status, String message) {
    calls.telephony.runs(failure);

    Triggered triggered = calls.trigger("{'module':'hangup'}");

    assertThat(triggered.outcome().told().status()).isEqualTo(status);
    assertThat(triggered.outcome().told().message()).isEqualTo(message);
    assertThat(triggered.chosen().orElseThrow().module()).isEqualTo("hangup");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new Switch.Unauthenticated(), 401, "invalid_credentials"),
        Arguments.of(new Switch.Forbidden(), 403, "forbidden"),
        Arguments.of(new Switch.NotLive(), 404, "bad identifier"),
        Arguments.of(new Switch.Busy(), 503, "channels_unreachable"),
        Arguments.of(new Switch.Refused(409), 502, "channels_unreachable"),
        Arguments.of(new Switch.Refused(408), 502, "channels_unreachable"),
        Arguments.of(new Switch.Unreachable(false, true, "not JSON"), 502, "channels_unreachable"),
        Arguments.of(new Switch.Unreachable(true, true, "no answer"), 504, "channels_unreachable"));
  }

  @Test
  void aCallThatEndsBetweenTheTwoRequestsIsToldAsNotLive() {
    calls.store(SEED);
    calls.telephony.runs(new Switch.NotLive());

    assertThat(calls.trigger("{'number':'9'}").outcome().told())
        .isEqualTo(new Result(404, "bad identifier", json("{'a':['call-1']}").path("a")));
  }

  @Test
  void theSwitchesRefusalOfANodeIsToldInItsWords() {
    calls.telephony.runs(
        new Switch.Run.Invalid("validation error", json("{'data.level':{'type':{}}}")));

    assertThat(calls.trigger("{'module':'own'}").outcome().told())
        .isEqualTo(new Result(400, "validation error", json("{'data.level':{'type':{}}}")));
  }

  @Test
  void anUnreachableSwitchIsToldWithWhetherAnythingWasSent() {
    calls.telephony.runs(new Switch.Unreachable(true, true, "no answer in time"));
    assertThat(message(calls.trigger("{'module':'hangup'}")))
        .isEqualTo("no answer in time: the metaflow was sent, and whether it ran is not known");

    calls.telephony.runs(new Switch.Unreachable(false, false, "connection refused"));
    assertThat(message(calls.trigger("{'module':'hangup'}")))
        .isEqualTo("connection refused: nothing was sent");

    calls.telephony.finds(new Switch.Unreachable(true, true, "no answer in time"));
    assertThat(message(calls.trigger("{'number':'9'}")))
        .isEqualTo("no answer in time: nothing was sent");
  }

  @Test
  void aBusySwitchOrDatabaseSaysWhenToTryAgain() {
    calls.telephony.finds(new Switch.Busy());
    assertThat(calls.trigger("{'number':'9'}").outcome().retryAfter()).isPresent();

    calls.telephony.live("{}");
    calls.database.always(Fault.THROTTLED);
    assertThat(calls.trigger("{'number':'9'}").outcome().retryAfter()).isPresent();
  }

  @Test
  void aDatabaseThatFailsAfterTheChannelWasFoundEndsTheTrigger() {
    calls.store(SEED);
    calls.database.always(Fault.THROTTLED);

    assertThat(calls.trigger("{'number':'9'}").outcome().told())
        .isEqualTo(
            new Result(503, "datastore_unreachable", json("{'message':'datastore timeout'}")));
    assertThat(calls.telephony.asked()).containsExactly("GET call-1");
  }

  @Test
  void keysThatTheDatabaseLeftUnprocessedAreNotTakenAsNothing() {
    calls.store(SEED);
    calls.database.next(Fault.UNPROCESSED);

    assertThat(calls.trigger("{'number':'9'}").outcome().told().status()).isEqualTo(201);
  }

  @Test
  void nothingIsSentWhenTheSwitchCouldNotAnswerInTime() {
    calls.store(SEED);
    Deadline close = Deadline.in(Calls.READ_TIMEOUT.minusMillis(1));

    for (String data : new String[] {"{'number':'9'}", "{'module':'hangup'}"}) {
      Triggered triggered = calls.run(data, DryRun.NO, Optional.empty(), close);

      assertThat(triggered.outcome().told().status()).isEqualTo(504);
      assertThat(message(triggered)).endsWith(": nothing was sent");
    }
    assertThat(calls.telephony.ran()).isEmpty();
  }

  @Test
  void theAuditLineFindsModuleAndMatchButNoDigits() {
    calls.store(SEED);

    Triggered triggered = calls.trigger("{'digits':'*21234'}");

    assertThat(triggered.outcome().word()).isEqualTo("sent");
    Chosen chosen = triggered.chosen().orElseThrow();
    assertThat(chosen.module()).isEqualTo("transfer");
    assertThat(chosen.found().orElseThrow().name()).isEqualTo("2(\\d+)");
    assertThat(triggered.toString()).doesNotContain("1234");
  }

  private static String message(Triggered triggered) {
    return triggered.outcome().told().data().path("message").asText();
  }

  private static JsonNode text(String text) {
    return json("{'t':'" + text + "'}").path("t");
  }
}
