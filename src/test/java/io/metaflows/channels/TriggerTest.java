package io.metaflows.channels;

import static io.metaflows.metaflow.Given.json;
import static io.metaflows.metaflow.Given.metaflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.EntryKind;
import io.metaflows.metaflow.MatchedEntry;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.metaflow.Scope;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a trigger and their results (docs/triggers.md#steps). */
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
    TriggerResult triggered = calls.trigger("{'module':'hold'}");

    assertThat(triggered)
        .isEqualTo(
            new TriggerResult.MetaflowSent(
                new SelectedMetaflow(
                    metaflow("{'module':'hold','data':{'unhold_key':'1'}}"), Optional.empty())));
    assertThat(calls.telephony.asked()).containsExactly("PUT call-1");
    assertThat(calls.telephony.ran())
        .containsExactly(metaflow("{'module':'hold','data':{'unhold_key':'1'}}"));
    assertThat(calls.database.arrived()).isZero();
  }

  @Test
  void anInlineTransferDialsItsTargetAndSoDoItsChildren() {
    calls.trigger(
        "{'module':'transfer','data':{'target':'5'},"
            + "'children':{'_':{'module':'transfer','data':{'target':'6'}}}}");

    assertThat(calls.telephony.ran().get(0).toJson().at("/data/captures"))
        .isEqualTo(json("{'c':['5']}").path("c"));
    assertThat(calls.telephony.ran().get(0).toJson().at("/children/_/data/captures"))
        .isEqualTo(json("{'c':['6']}").path("c"));
  }

  @Test
  void theSeedsDigitsAreABlindTransfer() {
    calls.store(SEED);

    TriggerResult triggered = calls.trigger("{'digits':'*21234'}");

    Metaflow transfer =
        metaflow(
            "{'module':'transfer','data':{'takeback_dtmf':'*1','collected':'21234',"
                + "'captures':['1234'],'transfer_type':'blind'}}");
    assertThat(calls.telephony.ran()).containsExactly(transfer);
    assertThat(triggered)
        .isEqualTo(sent(transfer, new Scope.Account(calls.account), EntryKind.PATTERN, "2(\\d+)"));
  }

  @Test
  void theSwitchIsAskedBeforeTheDatabaseWhichIsAskedOnce() {
    calls.store(SEED);
    int before = calls.database.arrived();
    calls.telephony.live("d1", "u1");

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
    calls.telephony.live("d1", "u1");

    TriggerResult triggered = calls.trigger("{'digits':'#9'}");

    Metaflow ofTheDevice = metaflow("{'module':'break','data':{}}");
    assertThat(triggered)
        .isEqualTo(sent(ofTheDevice, new Scope.Device(calls.account, "d1"), EntryKind.NUMBER, "9"));
    assertThat(calls.telephony.ran()).containsExactly(ofTheDevice);
  }

  @Test
  void aPatternIsRunWithTheCapturesOfTheRequest() {
    calls.store(SEED);

    calls.trigger("{'pattern':'2(\\\\d+)','captures':['77']}");

    assertThat(calls.telephony.ran().get(0).toJson().path("data"))
        .isEqualTo(json("{'takeback_dtmf':'*1','captures':['77'],'transfer_type':'blind'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'number':'8'}", "{'pattern':'8'}", "{'digits':'8'}"})
  void aNameThatTheChannelDoesNotHaveIsToldAsItWasSent(String data) {
    calls.store(SEED);

    assertThat(calls.trigger(data)).isEqualTo(calls.noSuchMetaflow("8", true));
    assertThat(calls.telephony.ran()).isEmpty();
  }

  @Test
  void aDryRunShowsWhatWouldBeSent() {
    calls.store(SEED);

    assertThat(calls.dryRun("{'number':'9'}"))
        .isEqualTo(
            new TriggerResult.MetaflowNotSent(
                new SelectedMetaflow(
                    metaflow("{'module':'hangup','data':{}}"),
                    Optional.of(
                        new MatchedEntry(
                            new Scope.Account(calls.account), EntryKind.NUMBER, "9")))));
    assertThat(calls.telephony.asked()).containsExactly("GET call-1");
  }

  @Test
  void anInlineDryRunLooksForTheCallToo() {
    assertThat(calls.dryRun("{'module':'hangup'}"))
        .isEqualTo(
            new TriggerResult.MetaflowNotSent(
                new SelectedMetaflow(metaflow("{'module':'hangup','data':{}}"), Optional.empty())));
    assertThat(calls.telephony.asked()).containsExactly("GET call-1");

    calls.telephony.finds(SwitchFailure.NOT_LIVE);
    assertThat(calls.dryRun("{'module':'hangup'}"))
        .isEqualTo(new TriggerResult.SwitchFailed(SwitchFailure.NOT_LIVE));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureOfTheSwitchToFindTheChannelEndsTheTrigger(SwitchFailure failure) {
    calls.telephony.finds(failure);

    assertThat(calls.trigger("{'digits':'*9'}")).isEqualTo(new TriggerResult.SwitchFailed(failure));
    assertThat(calls.telephony.ran()).isEmpty();
    assertThat(calls.database.arrived()).isZero();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureOfTheSwitchToRunTheMetaflowIsTheResult(SwitchFailure failure) {
    calls.telephony.runs(failure);

    assertThat(calls.trigger("{'module':'hangup'}"))
        .isEqualTo(new TriggerResult.SwitchFailed(failure));
  }

  static Stream<SwitchFailure> failures() {
    return Stream.of(
        SwitchFailure.UNKNOWN_TOKEN,
        SwitchFailure.NO_RIGHT,
        SwitchFailure.NOT_LIVE,
        SwitchFailure.BUSY,
        new SwitchFailure.Refused("the switch answered 409"),
        new SwitchFailure.NotAsked(true, "no time was left"),
        new SwitchFailure.NoAnswer(false, "not JSON"));
  }

  @Test
  void theSwitchesRefusalOfANodeIsAnsweredInItsWords() {
    calls.telephony.runs(
        new RunResult.NodeRejected("validation error", json("{'data.level':{'type':{}}}")));

    assertThat(calls.trigger("{'module':'own'}"))
        .isEqualTo(
            new TriggerResult.NodeInvalid("validation error", json("{'data.level':{'type':{}}}")));
  }

  @Test
  void aDatabaseThatFailsAfterTheChannelWasFoundEndsTheTrigger() {
    calls.store(SEED);
    calls.database.always(Fault.THROTTLED);

    assertThat(calls.trigger("{'number':'9'}")).isEqualTo(TriggerResult.DATASTORE_UNREACHABLE);
    assertThat(calls.telephony.asked()).containsExactly("GET call-1");
  }

  @Test
  void keysThatTheDatabaseLeftUnprocessedAreNotTakenAsNothing() {
    calls.store(SEED);
    calls.database.next(Fault.UNPROCESSED);

    assertThat(calls.trigger("{'number':'9'}")).isInstanceOf(TriggerResult.MetaflowSent.class);
  }

  @Test
  void aResultHidesDigitsWhereItIsWrittenAsText() {
    calls.store(SEED);

    TriggerResult triggered = calls.trigger("{'digits':'*21234'}");

    assertThat(triggered.word()).isEqualTo("sent");
    assertThat(triggered.toString()).doesNotContain("1234");
  }

  private static TriggerResult sent(Metaflow metaflow, Scope scope, EntryKind kind, String name) {
    return new TriggerResult.MetaflowSent(
        new SelectedMetaflow(metaflow, Optional.of(new MatchedEntry(scope, kind, name))));
  }
}
