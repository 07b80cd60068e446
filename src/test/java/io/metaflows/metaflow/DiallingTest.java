package io.metaflows.metaflow;

import static io.metaflows.metaflow.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiallingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | ['no_match']",
        "{'target':'5'} | ['5']",
        "{'target':''} | ['no_match']",
        "{'target':'5','captures':['no_match']} | ['5']",
        "{'target':'5','captures':[]} | ['5']",
        "{'target':'5','captures':['']} | ['5']",
        "{'target':'5','captures':['7']} | ['7']",
        "{'target':'5','captures':['','7']} | ['7']",
        "{'captures':['7','8']} | ['7','8']",
        "{'captures':[]} | ['no_match']",
        "{'captures':['']} | ['no_match']",
        "{'captures':'7'} | ['no_match']",
        "{'target':5,'captures':[7]} | ['no_match']"
      })
  void aTransferDialsItsCapturesOrItsTargetOrWhatIsStored(String data, String dials) {
    ObjectNode sent = dialled(json("{'module':'transfer','data':" + data + "}"));

    assertThat(sent.path("data").path("captures")).isEqualTo(json("{'c':" + dials + "}").path("c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'target':'5','captures':['7']} | ['5']",
        "{'captures':['7']} | ['7']",
        "{} | ['no_match']"
      })
  void aMatchWithoutCapturesLeavesTheTargetThenWhatIsStored(String data, String dials) {
    ObjectNode node = json("{'module':'transfer','data':" + data + "}");

    for (Captures nothing : List.of(heard("2"), heard("2", "", ""))) {
      assertThat(dialled(node, Optional.of(nothing)).path("data").path("captures"))
          .isEqualTo(json("{'c':" + dials + "}").path("c"));
    }
  }

  @Test
  void theRootTakesCapturesWhateverItStores() {
    ObjectNode node =
        json("{'module':'transfer','data':{'captures':['7'],'collected':'x','target':'5'}}");

    assertThat(dialled(node, Optional.of(heard("21234", "1234"))))
        .isEqualTo(
            json(
                "{'module':'transfer','data':"
                    + "{'captures':['1234'],'collected':'21234','target':'5'}}"));
  }

  @Test
  void descendantsWithoutCapturesOfTheirOwnTakeThem() {
    ObjectNode node =
        json(
            "{'module':'play','data':{'id':'tone'},'children':{"
                + "'_':{'module':'transfer','data':{'captures':['no_match']}},"
                + "'own':{'module':'transfer','data':{'captures':['7']}},"
                + "'deep':{'module':'hold','children':{'_':{'module':'callflow'}}}}}");

    assertThat(dialled(node, Optional.of(heard("21234", "1234"))))
        .isEqualTo(
            json(
                "{'module':'play','data':{'id':'tone'},'children':{"
                    + "'_':{'module':'transfer','data':{'captures':['1234'],'collected':'21234'}},"
                    + "'own':{'module':'transfer','data':{'captures':['7']}},"
                    + "'deep':{'module':'hold','children':{'_':{'module':'callflow',"
                    + "'data':{'captures':'1234','collected':'21234'}}}}}}"));
  }

  @Test
  void aFixedTargetInAChildIsDialledToo() {
    ObjectNode node =
        json(
            "{'module':'play','children':{'_':{'module':'transfer','data':{'target':'5',"
                + "'captures':['no_match']}}}}");

    assertThat(dialled(node).at("/children/_/data/captures"))
        .isEqualTo(json("{'c':['5']}").path("c"));
  }

  @Test
  void aCallflowGetsTheFirstCaptureThatIsNotEmptyAsOneText() {
    assertThat(dialled(json("{'module':'callflow'}"), Optional.of(heard("95", "", "5"))))
        .isEqualTo(json("{'module':'callflow','data':{'captures':'5','collected':'95'}}"));
  }

  @Test
  void aCallflowGetsNoCapturesWhereNoneIsLeft() {
    ObjectNode node = json("{'module':'callflow','data':{'captures':'stored','id':'x'}}");

    assertThat(dialled(node, Optional.of(heard("95", ""))))
        .isEqualTo(json("{'module':'callflow','data':{'id':'x','collected':'95'}}"));
  }

  @Test
  void aCallflowBelowTheRootKeepsCapturesOfItsOwn() {
    ObjectNode node =
        json(
            "{'module':'play','children':{'_':{'module':'callflow',"
                + "'data':{'captures':'stored'}}}}");

    assertThat(dialled(node, Optional.of(heard("95", "5")))).isEqualTo(node);
  }

  @ParameterizedTest
  @ValueSource(strings = {"play", "hangup", "some_callflow_action", ""})
  void noOtherModuleGetsEither(String module) {
    ObjectNode node = json("{'module':'" + module + "','data':{'captures':['x']}}");

    assertThat(dialled(node, Optional.of(heard("95", "5")))).isEqualTo(node);
    assertThat(dialled(json("{'module':'" + module + "'}"), Optional.of(heard("9"))))
        .isEqualTo(json("{'module':'" + module + "'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'module':7,'children':'none'}",
        "{'module':'break','data':3,'children':{'_':1,'a':null,'b':[]}}",
        "{'module':'break','children':[{'module':'hangup'}]}"
      })
  void whatNoDocumentMayHoldPassesAsItIs(String node) {
    assertThat(dialled(json(node), Optional.of(heard("95", "5")))).isEqualTo(json(node));
  }

  @Test
  void aTransferWithoutProperDataStillDials() {
    assertThat(dialled(json("{'module':'transfer','data':'x'}")))
        .isEqualTo(json("{'module':'transfer','data':{'captures':['no_match']}}"));
  }

  @Test
  void emptyCapturesAreNotDialled() {
    assertThat(
            dialled(json("{'module':'transfer'}"), Optional.of(heard("2134", "", "34")))
                .at("/data/captures"))
        .isEqualTo(json("{'c':['34']}").path("c"));
  }

  @Test
  void aDescendantWithATargetTakesNoCaptures() {
    ObjectNode node =
        json("{'module':'play','children':{'_':{'module':'transfer','data':{'target':'5'}}}}");

    assertThat(dialled(node, Optional.of(heard("21234", "1234"))))
        .isEqualTo(
            json(
                "{'module':'play','children':{'_':{'module':'transfer',"
                    + "'data':{'target':'5','captures':['5']}}}}"));
  }

  @Test
  void whatIsGivenIsNeverChanged() {
    Metaflow metaflow = Given.metaflow("{'module':'transfer','data':{'target':'5'}}");

    Dialling.dialled(metaflow, Optional.of(heard("21234", "1234")));

    assertThat(metaflow).isEqualTo(Given.metaflow("{'module':'transfer','data':{'target':'5'}}"));
  }

  private static ObjectNode dialled(ObjectNode node) {
    return Dialling.dialled(Metaflow.of(node)).toJson();
  }

  private static ObjectNode dialled(ObjectNode node, Optional<Captures> captures) {
    return Dialling.dialled(Metaflow.of(node), captures).toJson();
  }

  private static Captures heard(String collected, String... captures) {
    return new Captures(List.of(captures), Optional.of(collected));
  }
}
