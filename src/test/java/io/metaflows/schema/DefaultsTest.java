package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | {'binding_digit':'*'} | {}
          {'binding_digit':'#'} | {'binding_digit':'#'} | {'binding_digit':'#'}
          {'numbers':{}} | {'numbers':{},'binding_digit':'*'} | {'numbers':{}}
          {'numbers':{'1':{'module':'transfer'}},'z':1} | {'numbers':{'1':{'module':'transfer','data':{'captures':['no_match'],'transfer_type':'blind'}}},'z':1,'binding_digit':'*'} | {'numbers':{'1':{'module':'transfer','data':{'captures':['no_match'],'transfer_type':'blind'}}},'z':1}
          """)
  void theBindingDigitIsFilledInForAccountsAndMetaflowsForAll(
      String stored, String account, String user) {
    assertThat(Json.text(Sample.filledDocument(Sample.object(stored), true)))
        .isEqualTo(account.replace('\'', '"'));
    assertThat(Json.text(Sample.filledDocument(Sample.object(stored), false)))
        .isEqualTo(user.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'module':'hangup'} | {'module':'hangup','data':{}}
          {'module':'fax'} | {'module':'fax','data':{}}
          {'data':{'takeback_dtmf':'*1','transfer_type':'attended'},'module':'transfer','x':1} | {'data':{'takeback_dtmf':'*1','transfer_type':'attended','captures':['no_match']},'module':'transfer','x':1}
          {'module':'play','children':{'_':{'module':'play','children':{}}}} | {'module':'play','children':{'_':{'module':'play','children':{},'data':{'leg':'both'}}},'data':{'leg':'both'}}
          {'module':'sound_touch','data':{'pitch':null}} | {'module':'sound_touch','data':{'pitch':null,'adjust_in_octaves':0,'adjust_in_semitones':0,'hook_dtmf':false,'sending_leg':false,'rate':1.0,'tempo':1.0}}
          {'module':3,'data':4,'children':5} | {'module':3,'data':4,'children':5}
          """)
  void aMetaflowKeepsItsOrderAndGetsItsDefaultsAfterIt(String stored, String filled) {
    assertThat(Json.text(Sample.filledNode(Sample.object(stored))))
        .isEqualTo(filled.replace('\'', '"'));
  }

  @Test
  void whatIsStoredIsNotChangedAndDefaultsAreNotShared() {
    ObjectNode stored = Sample.node("{'module':'transfer'}");
    ObjectNode filled = Sample.filledDocument(stored, true);
    assertThat(stored).isEqualTo(Sample.node("{'module':'transfer'}"));
    filled.withArray("/numbers/1/data/captures").add("mine");
    assertThat(Sample.filledDocument(stored, true).at("/numbers/1/data/captures"))
        .isEqualTo(Sample.json("['no_match']"));
  }
}
