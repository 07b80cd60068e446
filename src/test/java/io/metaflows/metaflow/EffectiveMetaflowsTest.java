package io.metaflows.metaflow;

import static io.metaflows.metaflow.Given.THE_ACCOUNT;
import static io.metaflows.metaflow.Given.THE_DEVICE;
import static io.metaflows.metaflow.Given.THE_USER;
import static io.metaflows.metaflow.Given.json;
import static io.metaflows.metaflow.Given.match;
import static io.metaflows.metaflow.Given.metaflows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveMetaflowsTest {

  private static final List<Scope> ORDER = List.of(THE_ACCOUNT, THE_DEVICE, THE_USER);

  @Test
  void theSeedsExampleIsABlindTransferTo1234() {
    EffectiveMetaflows metaflows =
        account(
            "{'binding_digit':'*','patterns':{'2(\\\\d+)':"
                + "{'module':'transfer','data':{'takeback_dtmf':'*1'}}}}");

    MetaflowMatch match = match(metaflows, new Digits("*21234")).orElseThrow();

    assertThat(match.entry())
        .isEqualTo(new MatchedEntry(THE_ACCOUNT, EntryKind.PATTERN, "2(\\d+)"));
    assertThat(match.metaflow().toJson())
        .isEqualTo(
            json(
                "{'module':'transfer','data':"
                    + "{'takeback_dtmf':'*1','collected':'21234','captures':['1234']}}"));
  }

  @Test
  void withoutAnyValueAListenerWaitsForAStarOnItsOwnLeg() {
    assertThat(EffectiveMetaflows.NONE.bindingDigit()).isEqualTo("*");
    assertThat(EffectiveMetaflows.NONE.digitTimeout()).isEqualTo(800);
    assertThat(EffectiveMetaflows.NONE.listenOn()).isEqualTo("self");
    assertThat(match(EffectiveMetaflows.NONE, new Digits("*1"))).isEmpty();
  }

  @Test
  void theUserOverridesTheDeviceAndTheDeviceTheAccountKeyByKey() {
    EffectiveMetaflows metaflows =
        merged(
            "{'binding_digit':'1','digit_timeout':100,'listen_on':'both'}",
            "{'binding_digit':'2','digit_timeout':200}",
            "{'binding_digit':'3'}");

    assertThat(metaflows.bindingDigit()).isEqualTo("3");
    assertThat(metaflows.digitTimeout()).isEqualTo(200);
    assertThat(metaflows.listenOn()).isEqualTo("both");
  }

  @Test
  void zeroesOverrideLikeAnyValue() {
    EffectiveMetaflows metaflows =
        merged(
            "{'binding_digit':'#','digit_timeout':500}",
            "{}",
            "{'binding_digit':'0','digit_timeout':0}");

    assertThat(metaflows.bindingDigit()).isEqualTo("0");
    assertThat(metaflows.digitTimeout()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'binding_digit':5,'digit_timeout':'500','listen_on':true}",
        "{'binding_digit':'**','digit_timeout':-1,'listen_on':'a'}",
        "{'binding_digit':null,'digit_timeout':2.5,'listen_on':null}",
        "{'binding_digit':'','digit_timeout':99999999999999999999,'listen_on':{}}"
      })
  void aValueOfTheWrongKindDoesNotOverride(String user) {
    EffectiveMetaflows metaflows =
        merged("{'binding_digit':'#','digit_timeout':500,'listen_on':'peer'}", "{}", user);

    assertThat(metaflows.bindingDigit()).isEqualTo("#");
    assertThat(metaflows.digitTimeout()).isEqualTo(500);
    assertThat(metaflows.listenOn()).isEqualTo("peer");
  }

  @Test
  void theSameKeyReplacesTheWholeNodeInThePlaceOfTheFirst() {
    EffectiveMetaflows metaflows =
        merged(
            "{'patterns':{'1':{'module':'hold','data':{'unhold_key':'2'}},'2':{'module':'break'}}}",
            "{'patterns':{'3':{'module':'resume'}}}",
            "{'patterns':{'1':{'module':'hangup'},'4':{'module':'break'}}}");

    assertThat(metaflows.patterns())
        .containsExactly(
            new MatchedEntry(THE_USER, EntryKind.PATTERN, "1"),
            new MatchedEntry(THE_ACCOUNT, EntryKind.PATTERN, "2"),
            new MatchedEntry(THE_DEVICE, EntryKind.PATTERN, "3"),
            new MatchedEntry(THE_USER, EntryKind.PATTERN, "4"));
    assertThat(metaflows.pattern("1", Optional.empty()).orElseThrow().metaflow().toJson())
        .isEqualTo(json("{'module':'hangup'}"));
  }

  @Test
  void anExactNumberComesBeforeAnyPattern() {
    EffectiveMetaflows metaflows =
        merged(
            "{'patterns':{'1':{'module':'hold'}}}", "{}", "{'numbers':{'12':{'module':'hangup'}}}");

    assertThat(found(metaflows, "*12")).isEqualTo("user number 12");
    assertThat(found(metaflows, "*123")).isEqualTo("account pattern 1");
  }

  @Test
  void theAccountsPatternsAreTriedFirstThenTheDevicesThenTheUsersInTheirOrder() {
    EffectiveMetaflows metaflows =
        merged(
            "{'patterns':{'9$':{'module':'hold'},'8':{'module':'hold'}}}",
            "{'patterns':{'8|7':{'module':'break'}}}",
            "{'patterns':{'.':{'module':'hangup'}}}");

    assertThat(found(metaflows, "*89")).isEqualTo("account pattern 9$");
    assertThat(found(metaflows, "*87")).isEqualTo("account pattern 8");
    assertThat(found(metaflows, "*71")).isEqualTo("device pattern 8|7");
    assertThat(found(metaflows, "*11")).isEqualTo("user pattern .");
  }

  @Test
  void aPatternIsFoundAnywhereInTheDigits() {
    assertThat(found(account("{'patterns':{'2(\\\\d+)':{'module':'transfer'}}}"), "*912345"))
        .isEqualTo("account pattern 2(\\d+)");
  }

  @ParameterizedTest
  @CsvSource({"*,*12", "*,12", "#,#12", "#,12", "0,012"})
  void theBindingDigitIsDroppedWhereItIsFirst(String binding, String digits) {
    EffectiveMetaflows metaflows =
        account("{'binding_digit':'" + binding + "','numbers':{'12':{'module':'hangup'}}}");

    assertThat(found(metaflows, digits)).isEqualTo("account number 12");
  }

  @Test
  void theBindingDigitIsDroppedOnceAndOnlyAtTheBeginning() {
    EffectiveMetaflows metaflows =
        account("{'binding_digit':'1','numbers':{'12':{'module':'hangup'}}}");

    assertThat(found(metaflows, "112")).isEqualTo("account number 12");
    assertThat(match(metaflows, new Digits("12"))).isEmpty();
  }

  @Test
  void nothingIsLeftOfTheBindingDigitAloneAndAPatternMayBeFoundInNothing() {
    EffectiveMetaflows metaflows = account("{'patterns':{'(.*)':{'module':'transfer'}}}");

    assertThat(match(metaflows, new Digits("*")).orElseThrow().metaflow().toJson())
        .isEqualTo(json("{'module':'transfer','data':{'collected':'','captures':['no_match']}}"));
  }

  @Test
  void thePatternFormTellsTheGivenCapturesAndNothingAsCollected() {
    EffectiveMetaflows metaflows = account("{'patterns':{'2(\\\\d+)':{'module':'transfer'}}}");

    assertThat(
            metaflows
                .pattern("2(\\d+)", Optional.of(List.of("77")))
                .orElseThrow()
                .metaflow()
                .toJson())
        .isEqualTo(json("{'module':'transfer','data':{'captures':['77']}}"));
  }

  @Test
  void aPatternsNameIsComparedAsItIsWritten() {
    EffectiveMetaflows metaflows = account("{'patterns':{'2(\\\\d+)':{'module':'transfer'}}}");

    assertThat(metaflows.pattern("2\\d+", Optional.empty())).isEmpty();
    assertThat(metaflows.pattern("21234", Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'numbers':[],'patterns':7}",
        "{'numbers':{'12':'hangup'},'patterns':{'1':null,'2':[]}}",
        "{'patterns':{'(':{'module':'hold'},'a{1001}':{'module':'hold'},'(?=1)':{'module':'hold'}}}"
      })
  void whatNoDocumentMayHoldIsSkipped(String document) {
    EffectiveMetaflows metaflows =
        merged(document, "{'patterns':{'12':{'module':'hangup'}}}", "{}");

    assertThat(found(metaflows, "*12")).isEqualTo("device pattern 12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"((0*)*)*1", "(0|0)*1", "(0?){32}(0?){32}1"})
  void aPatternThatWouldKeepABacktrackingEngineBusyForYearsIsJustNotFound(String pattern) {
    EffectiveMetaflows metaflows = account("{'patterns':{'" + pattern + "':{'module':'hangup'}}}");

    assertThat(match(metaflows, new Digits("0".repeat(64)))).isEmpty();
  }

  @Test
  void noPatternIsTriedOnceTheDeadlineHasPassed() {
    EffectiveMetaflows metaflows =
        account("{'numbers':{'1':{'module':'hangup'}},'patterns':{'2':{'module':'hangup'}}}");
    Deadline passed = Deadline.in(Duration.ZERO);

    assertThat(metaflows.digits(new Digits("2"), passed)).isEqualTo(MetaflowLookup.OUT_OF_TIME);
    assertThat(metaflows.digits(new Digits("1"), passed))
        .isInstanceOf(MetaflowLookup.Matched.class);
  }

  @Test
  void aStoredDocumentIsNeverChanged() {
    Metaflows document =
        metaflows(
            "{'patterns':{'2(.)':{'module':'transfer','children':{'_':{'module':'transfer'}}}},"
                + "'numbers':{'1':{'module':'transfer','data':{'target':'5'}}}}");
    String before = document.text();
    EffectiveMetaflows metaflows = EffectiveMetaflows.of(THE_ACCOUNT, document);

    match(metaflows, new Digits("*21")).orElseThrow().metaflow().toJson().put("module", "changed");
    metaflows.number("1").orElseThrow().metaflow().toJson().put("module", "changed");
    metaflows
        .pattern("2(.)", Optional.of(List.of("9")))
        .orElseThrow()
        .metaflow()
        .toJson()
        .removeAll();

    assertThat(document.text()).isEqualTo(before);
  }

  private static EffectiveMetaflows account(String document) {
    return EffectiveMetaflows.of(THE_ACCOUNT, metaflows(document));
  }

  private static EffectiveMetaflows merged(String account, String device, String user) {
    return EffectiveMetaflows.of(
        ORDER,
        Map.of(
            THE_ACCOUNT,
            metaflows(account),
            THE_DEVICE,
            metaflows(device),
            THE_USER,
            metaflows(user)));
  }

  private static String found(EffectiveMetaflows metaflows, String digits) {
    MatchedEntry found = match(metaflows, new Digits(digits)).orElseThrow().entry();
    return found.scope().kind() + " " + found.kind().key() + " " + found.name();
  }
}
