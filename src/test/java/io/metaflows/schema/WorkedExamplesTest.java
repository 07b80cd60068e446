package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kazoo's error bodies, to the letter. */
class WorkedExamplesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'binding_digit':'x'} | {'binding_digit':{'enum':{'message':'Value not found in enumerated list of values','target':['1','2','3','4','5','6','7','8','9','0','*','#'],'value':'x'}}}
          {'binding_digit':'**'} | {'binding_digit':{'maxLength':{'message':'String must not be more than 1 characters','target':1,'cause':'**','value':'**'}}}
          {'binding_digit':''} | {'binding_digit':{'minLength':{'message':'String must be at least 1 characters','target':1,'cause':'','value':''}}}
          {'binding_digit':5} | {'binding_digit':{'type':{'message':'Value did not match type(s): string','target':'string','value':5}}}
          {'binding_digit':null} | {'binding_digit':{'type':{'message':'Value did not match type(s): string','target':'string','value':null}}}
          {'digit_timeout':-1} | {'digit_timeout':{'minimum':{'message':'Value must be at least 0','target':0,'value':-1}}}
          {'digit_timeout':'-1'} | {'digit_timeout':{'minimum':{'message':'Value must be at least 0','target':0,'value':-1}}}
          {'digit_timeout':'abc'} | {'digit_timeout':{'type':{'message':'Value did not match type(s): integer','target':'integer','value':'abc'}}}
          {'numbers':{'*1':{'module':'hangup'}}} | {'numbers.*1':{'additionalProperties':{'message':'Strict checking of data is enabled; only include schema-defined properties','value':{'*1':{'module':'hangup'}},'reason':'a name here has to match ^[0-9]+$'}}}
          {'patterns':{'':{'module':'hangup'}}} | {'patterns.':{'additionalProperties':{'message':'Strict checking of data is enabled; only include schema-defined properties','value':{'':{'module':'hangup'}},'reason':'a name here must not be empty'}}}
          {'numbers':{'1':{'module':'pivot','data':{'voice_url':'ftp://x'}}}} | {'numbers.1.data.voice_url':{'error':{'message':'invalid client URL','value':'ftp://x'}}}
          {'numbers':{'1':{'module':'pivot','data':{'cdr_url':'ftp://x','voice_url':'http://x'}}}} | {'numbers.1.data.cdr_url':{'pattern':{'message':`Failed to match pattern '^https?://'`,'target':'^https?://','value':'ftp://x'}}}
          {'numbers':{'1':{'module':'pivot'}}} | {'numbers.1.data.voice_url':{'required':{'message':'Field is required but missing','value':'voice_url'}}}
          {'numbers':{'1':{'data':{}}}} | {'numbers.1.module':{'required':{'message':'Field is required but missing','value':'module'}}}
          {'numbers':{'1':{'module':''}}} | {'numbers.1.module':{'minLength':{'message':'String must be at least 1 characters','target':1,'cause':'','value':''}}}
          {'numbers':{'1':{'module':7}}} | {'numbers.1.module':{'type':{'message':'Value did not match type(s): string','target':'string','value':7}}}
          {'numbers':{'1':'hangup'}} | {'numbers.1':{'type':{'message':'Value did not match type(s): object','target':'object','value':'hangup'}}}
          {'patterns':{'^1.$':{'module':'play','data':{'leg':'x'}}}} | {'patterns.^1%2E$.data.leg':{'enum':{'message':'Value not found in enumerated list of values','target':['self','peer','both'],'value':'x'}}}
          {'patterns':{'(':{'module':'hangup'}}} | {'patterns.(':{'error':{'message':`invalid regular expression: '('`,'value':'(','reason':'missing closing )'}}}
          {'numbers':{'1':{'module':'tts','data':{'terminators':['1','x']}}}} | {'numbers.1.data.terminators.1':{'enum':{'message':'Value not found in enumerated list of values','target':['1','2','3','4','5','6','7','8','9','*','0','#'],'value':'x'}}}
          {'numbers':{'1':{'module':'audio_level','data':{'level':5}}}} | {'numbers.1.data.level':{'maximum':{'message':'Value must be at most 4','target':4,'value':5}}}
          {'numbers':{'1':{'module':'relate','data':{'participant_id':1,'other_participant':2.5,'conference_id':'c'}}}} | {'numbers.1.data.other_participant':{'not_one_schema_valid':{'message':'failed to validate','value':2.5}}}
          """)
  void aBadDocumentIsAnsweredInKazoosWords(String document, String failures) {
    // Quotes inside messages are the one place where the short form would hide them.
    String expected =
        failures.replace("pattern '^https?://'", "pattern ~^https?://~").replace("'('`", "~(~`");
    expected = expected.replace('\'', '"').replace('~', '\'').replace('`', '"');
    assertThat(Json.text(Sample.refused(Sample.object(document)))).isEqualTo(expected);
  }

  @Test
  void aModuleWithoutASchemaIsKazoosPairOfFailuresWhereTheyAreRejected() {
    assertThat(Sample.refused(Sample.REJECTING.checkDocument(Sample.node("{'module':'fax'}"))))
        .isEqualTo(
            Sample.json(
                "{'schema':{'schema':{'message':'schema not found','schema':'metaflows.fax'}},"
                    + "'numbers.1.module':{'error':{'message':"
                    + "'unable to find metaflow schema for module fax','value':'fax'}}}"));
  }

  @Test
  void theExtensionStandsOverTheLengthOfAModuleThatIsRejected() {
    assertThat(
            Sample.refused(Sample.REJECTING.checkDocument(Sample.node("{'module':''}")))
                .get("numbers.1.module"))
        .isEqualTo(
            Sample.json(
                "{'error':{'message':'unable to find metaflow schema for module ','value':''}}"));
  }

  @Test
  void aModuleThatIsNoTextIsAFailureOfTypeAlsoWhereUnknownOnesAreRejected() {
    assertThat(Sample.refused(Sample.REJECTING.checkDocument(Sample.node("{'module':7}"))))
        .isEqualTo(Sample.refused(Sample.node("{'module':7}")));
  }

  @Test
  void aModuleWithoutASchemaIsAcceptedAsItIs() {
    assertThat(Sample.accepted(Sample.node("{'module':'fax','data':{'to':[1,{'a':null}]}}")))
        .isEqualTo(Sample.node("{'module':'fax','data':{'to':[1,{'a':null}]}}"));
  }

  @Test
  void aSingleMetaflowsFailuresAreRelativeToIt() {
    assertThat(
            Sample.refused(
                Sample.SCHEMAS.checkNode(
                    Sample.object("{'data':{'module':'hangup'},'children':{'_':{}}}"))))
        .isEqualTo(
            Sample.json(
                "{'children._.module':{'required':{'message':'Field is required but missing',"
                    + "'value':'module'}},'module':{'required':"
                    + "{'message':'Field is required but missing','value':'module'}}}"));
  }
}
