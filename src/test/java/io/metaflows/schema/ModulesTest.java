package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each module takes, one line a property: good values, bad ones and the rule they break. */
class ModulesTest {

  @Test
  void theModulesOfKazooAreThere() {
    assertThat(SchemaLibrary.BUNDLED.modules())
        .isSorted()
        .contains(
            "audio_level",
            "break",
            "callflow",
            "hangup",
            "hold",
            "hold_control",
            "intercept",
            "move",
            "pivot",
            "play",
            "record_call",
            "relate",
            "resume",
            "say",
            "sound_touch",
            "transfer",
            "tts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          audio_level | action | ['start','stop'] | enum ['x',''] type [1,null]
          audio_level | level | [-4,0,4] | minimum [-5] maximum [5] type ['x',true]
          audio_level | mode | ['read','write'] | enum ['x'] type [1]
          callflow | id | ['x',''] | type [1,null,{}]
          callflow | captures | ['x'] | type [1,['1']]
          callflow | collected | ['x'] | type [1]
          callflow | flow | [{'module':'x','data':{}}] | type ['x',1]
          hold | moh_aleg | ['x'] | type [1]
          hold | moh_bleg | ['x'] | type [1]
          hold | unhold_key | ['x'] | type [1]
          hold_control | action | ['hold','unhold','toggle'] | enum ['x'] type [1]
          intercept | auto_answer | [true,false] | type ['x',1,null]
          intercept | can_call_self | [true,false] | type ['x',1]
          intercept | target_id | ['x'] | type [1]
          intercept | target_type | ['device','user','number'] | enum ['x'] type [1]
          intercept | unbridged_only | [true,false] | type ['x',1]
          move | auto_answer | [true,false] | type ['x',1]
          move | can_call_self | [true,false] | type ['x',1]
          move | device_id | ['x'] | type [1]
          move | dial_strategy | ['x'] | type [1]
          move | owner_id | ['x'] | type [1]
          pivot | voice_url | ['http://x','https://u:p@[::1]:80/a?b={c}'] | error ['ftp://x','http://','https:///a','http://[x]/','http://?x','//x'] type [1,null]
          pivot | cdr_url | ['http://x'] | pattern ['ftp://x',' http://x'] type [1]
          pivot | debug | [true,false] | type ['x',1]
          pivot | method | ['get','post','GET','POST'] | enum ['Get'] type [1]
          pivot | req_format | ['kazoo','twiml'] | enum ['x'] type [1]
          play | id | ['x'] | type [1]
          play | leg | ['self','peer','both'] | enum ['x'] type [1]
          record_call | action | ['mask','unmask','start','stop','toggle'] | enum ['x'] type [1]
          record_call | format | ['mp3','wav'] | enum ['x'] type [1]
          record_call | label | ['x'] | type [1]
          record_call | media_name | ['x'] | type [1]
          record_call | origin | ['x'] | type [1]
          record_call | method | ['put','post'] | enum ['PUT'] type [1]
          record_call | record_min_sec | [0,-1,99999999999999999999] | type ['x',true]
          record_call | record_sample_rate | [8000] | type ['x']
          record_call | time_limit | [60] | type ['x']
          record_call | record_on_answer | [true,false] | type ['x',1]
          record_call | record_on_bridge | [true,false] | type ['x',1]
          record_call | url | ['HTTPS://x.example/a','http://1.2.3.4:'] | error ['x','ftp://x','http://@','https://:80'] type [1]
          relate | participant_id | ['x',1] | not_one_schema_valid [1.5,true,null,{}]
          relate | other_participant | ['x',1] | not_one_schema_valid [1.5,true,null,[]]
          relate | conference_id | ['x'] | type [1]
          relate | relationship | ['deaf','clear','mute'] | enum ['x'] type [1]
          say | text | ['x'] | type [1]
          say | language | ['x'] | type [1]
          say | gender | ['feminine','masculine','neuter'] | enum ['x'] type [1]
          say | method | ['pronounced','iterated','counted'] | enum ['x'] type [1]
          say | type | ['account_number','currency','current_date','current_date_time','current_time','email_address','ip_address','items','messages','name_phonetic','name_spelled','number','persons','postal_address','short_date_time','telephone_extension','telephone_number','time_measurement','url'] | enum ['x'] type [1]
          sound_touch | action | ['start','stop'] | enum ['x'] type [1]
          sound_touch | adjust_in_octaves | [-1,0.5,1,1.0] | minimum [-1.01] maximum [1.01] type ['x',true]
          sound_touch | adjust_in_semitones | [-14,14] | minimum [-14.5] maximum [15] type ['x']
          sound_touch | hook_dtmf | [true,false] | type ['x',1]
          sound_touch | sending_leg | [true,false] | type ['x',1]
          sound_touch | pitch | [1,1.0,2.5] | minimum [0.99] type ['x']
          sound_touch | rate | [1,1.0,2.5] | minimum [0.99] type ['x']
          sound_touch | tempo | [1,1.0,2.5] | minimum [0] type ['x']
          transfer | captures | [['1'],[]] | type ['x',{}]
          transfer | leg | ['x'] | type [1]
          transfer | target | ['x'] | type [1]
          transfer | timeout | [20] | type ['x']
          transfer | transfer_type | ['attended','blind'] | enum ['x'] type [1]
          tts | text | ['x'] | type [1]
          tts | language | ['x'] | type [1]
          tts | engine | ['x'] | type [1]
          tts | leg | ['x'] | type [1]
          tts | terminators | [['1','*'],[]] | type ['1']
          tts | voice | ['x'] | type [1]
          """)
  void eachPropertyTakesWhatItShouldAndNothingElse(
      String module, String property, String good, String bad) {
    for (JsonNode value : Sample.json(good)) {
      ObjectNode node = node(module, property, value);
      assertThat(Sample.SCHEMAS.checkNode(node))
          .isEqualTo(new Verdict.Accepted<>(Metaflow.of(node)));
    }
    String[] words = bad.replaceAll("(?<!['\\[{,:]) (?=[\\[a-z])", "\u0000").split("\u0000", -1);
    for (int i = 0; i < words.length; i += 2) {
      for (JsonNode value : Sample.json(words[i + 1])) {
        ObjectNode failures =
            Sample.refused(Sample.SCHEMAS.checkNode(node(module, property, value)));
        assertThat(rules(failures)).containsExactly("data." + property + " " + words[i]);
        assertThat(failures.findValue("value")).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          audio_level | {}
          break | {}
          callflow | {}
          hangup | {}
          hold | {'unhold_key':'1'}
          hold_control | {'action':'toggle'}
          intercept | {'auto_answer':false,'can_call_self':true,'unbridged_only':true}
          move | {'auto_answer':false,'can_call_self':true,'dial_strategy':'simultaneous'}
          pivot | {'debug':false,'method':'get','req_format':'kazoo'}
          play | {'leg':'both'}
          record_call | {'action':'toggle','record_on_answer':false,'record_on_bridge':false}
          relate | {'relationship':'clear'}
          resume | {}
          say | {}
          sound_touch | {'adjust_in_octaves':0,'adjust_in_semitones':0,'hook_dtmf':false,'sending_leg':false,'pitch':1.0,'rate':1.0,'tempo':1.0}
          transfer | {'captures':['no_match'],'transfer_type':'blind'}
          tts | {'engine':'flite','leg':'self','terminators':['1','2','3','4','5','6','7','8','9','*','0','#'],'voice':'female'}
          """)
  void eachModuleIsFilledWithItsDefaults(String module, String data) {
    assertThat(Json.text(Sample.filledNode(Json.object().put("module", module))))
        .isEqualTo(("{'module':'" + module + "','data':" + data + "}").replace('\'', '"'));
  }

  @Test
  void whatAModuleNeedsIsMissedAlsoWhereThereIsNoDataAtAll() {
    assertThat(rules(Sample.refused(Sample.node("{'module':'relate','data':{}}"))))
        .containsExactly(
            "numbers.1.data.participant_id required",
            "numbers.1.data.other_participant required",
            "numbers.1.data.conference_id required");
    assertThat(rules(Sample.refused(Sample.node("{'module':'pivot'}"))))
        .containsExactly("numbers.1.data.voice_url required");
    assertThat(rules(Sample.refused(Sample.node("{'module':'callflow','data':{'flow':{}}}"))))
        .containsExactly(
            "numbers.1.data.flow.module required", "numbers.1.data.flow.data required");
  }

  @Test
  void childrenAreCheckedByTheirModulesAtEveryDepth() {
    assertThat(
            rules(
                Sample.refused(
                    Sample.object(
                        "{'patterns':{'1':{'module':'x','children':{'_':{'module':'play','data':"
                            + "{'leg':1},'children':{'a.b':{'module':'hold_control','data':"
                            + "{'action':'x'}},'':{},'c':1}}}}}}"))))
        .containsExactly(
            "patterns.1.children._.data.leg type",
            "patterns.1.children._.children.a%2Eb.data.action enum",
            "patterns.1.children._.children..module required",
            "patterns.1.children._.children.c type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'x','foo':null,'binding_key':'*'}",
        "{'numbers':{'1':{'module':'hangup','data':{'foo':[1]},'bar':{},'children':{}}}}",
        "{'numbers':{},'patterns':{},'z':1,'a':2}"
      })
  void unknownKeysAndTheOrderOfKeysAreKept(String document) {
    assertThat(Json.text(Sample.accepted(Sample.object(document))))
        .isEqualTo(document.replace('\'', '"'));
  }

  @Test
  void privateKeysAreDroppedAtTheTopOnly() {
    assertThat(
            Sample.accepted(
                Sample.object(
                    "{'_id':1,'pvt_type':{'numbers':1},'pvt':1,"
                        + "'numbers':{'1':{'module':'x','_a':1,'pvt_b':1}}}")))
        .isEqualTo(Sample.object("{'pvt':1,'numbers':{'1':{'module':'x','_a':1,'pvt_b':1}}}"));
  }

  private static ObjectNode node(String module, String property, JsonNode value) {
    ObjectNode node = Json.object().put("module", module);
    ObjectNode data = node.putObject("data");
    switch (module) {
      case "pivot" -> data.put("voice_url", "http://x");
      case "relate" ->
          data.put("participant_id", 1).put("other_participant", 2).put("conference_id", "c");
      default -> {}
    }
    data.set(property, value);
    return node;
  }

  private static List<String> rules(ObjectNode failures) {
    List<String> rules = new ArrayList<>();
    failures
        .properties()
        .forEach(
            failure -> rules.add(failure.getKey() + " " + failure.getValue().fieldNames().next()));
    return rules;
  }
}
