package io.metaflows.channels;

import static io.metaflows.metaflow.Given.json;
import static io.metaflows.metaflow.Given.metaflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Digits;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.metaflows.testing.TestingSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerFormReaderTest {

  private final TriggerFormReader forms =
      new TriggerFormReader(
          Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits()));

  @Test
  void asManyFailuresAreToldAsAreOfADocument() {
    TriggerFormReader terse =
        new TriggerFormReader(
            Schemas.with(
                UnknownModules.ACCEPT,
                TestingSettings.with("metaflows.limits.failures", "1").limits()));

    assertThat(failures(terse, "{'pattern':1,'captures':[1,2]}")).hasSize(1);
  }

  @Test
  void aModuleIsAnInlineMetaflow() {
    assertThat(form("{'module':'hangup'}"))
        .isEqualTo(new TriggerForm.Inline(metaflow("{'module':'hangup'}")));
  }

  @Test
  void aNumberAPatternAndDigitsNameAStoredMetaflow() {
    assertThat(form("{'number':'9'}")).isEqualTo(new TriggerForm.ByNumber("9"));
    assertThat(form("{'pattern':'2(.)'}"))
        .isEqualTo(new TriggerForm.ByPattern("2(.)", Optional.empty()));
    assertThat(form("{'pattern':'2(.)','captures':['','1']}"))
        .isEqualTo(new TriggerForm.ByPattern("2(.)", Optional.of(List.of("", "1"))));
    assertThat(form("{'pattern':'2','captures':[]}"))
        .isEqualTo(new TriggerForm.ByPattern("2", Optional.of(List.of())));
    assertThat(form("{'digits':'*21234'}"))
        .isEqualTo(new TriggerForm.ByDigits(new Digits("*21234")));
  }

  @Test
  void theActionAndPrivateKeysAreNoPartOfTheMetaflow() {
    assertThat(form("{'action':'metaflow','_id':1,'pvt_x':2,'module':'break','data':{'_kept':1}}"))
        .isEqualTo(new TriggerForm.Inline(metaflow("{'module':'break','data':{'_kept':1}}")));
  }

  @Test
  void anInlineMetaflowIsCheckedAndCoercedButNotFilled() {
    assertThat(
            form(
                "{'module':'play','children':{'_':{'module':'record_call',"
                    + "'data':{'time_limit':'60'}}}}"))
        .isEqualTo(
            new TriggerForm.Inline(
                metaflow(
                    "{'module':'play','children':{'_':{'module':'record_call',"
                        + "'data':{'time_limit':60}}}}")));
    assertThat(
            failures(
                    "{'module':'play','children':{'_':{'module':'hold_control',"
                        + "'data':{'action':'x'}}}}")
                .fieldNames())
        .toIterable()
        .containsExactly("children._.data.action");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'action':'metaflow'}", "{'data':{'module':'hangup'}}"})
  void whatNamesNoFormMissesItsModule(String data) {
    assertThat(failures(data))
        .isEqualTo(
            json(
                "{'module':{'required':"
                    + "{'message':'Field is required but missing','value':'module'}}}"));
  }

  @Test
  void keysThatAFormDoesNotKnowAreIgnored() {
    assertThat(form("{'note':'x','number':'9','data':{},'children':{}}"))
        .isEqualTo(new TriggerForm.ByNumber("9"));
  }

  @Test
  void ofSeveralFormsAllButTheFirstAreFailures() {
    assertThat(failures("{'number':'9','module':'hangup','digits':'1'}"))
        .isEqualTo(
            json(
                "{'module':{'error':{'message':"
                    + "'only one of module, number, pattern, digits can be run','value':'hangup'}},"
                    + "'digits':{'error':{'message':"
                    + "'only one of module, number, pattern, digits can be run','value':'1'}}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'number':9} | number | 9",
        "{'number':null} | number | null",
        "{'pattern':['2']} | pattern | ['2']",
        "{'digits':21234} | digits | 21234"
      })
  void aNameThatIsNoTextIsAFailureOfType(String data, String path, String value) {
    assertThat(failures(data))
        .isEqualTo(
            json(
                ("{'%s':{'type':{'message':'Value did not match type(s): string',"
                        + "'target':'string','value':%s}}}")
                    .formatted(path, value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A1", "+4912", "1 2"})
  void digitsThatAreNoKeysAreAFailureOfPattern(String digits) {
    ObjectNode failure = failures("{'digits':'" + digits + "'}");

    assertThat(failure.at("/digits/pattern/message").asText())
        .isEqualTo("Failed to match pattern '^[0-9*#]{1,64}$'");
    assertThat(failure.at("/digits/pattern/target").asText()).isEqualTo("^[0-9*#]{1,64}$");
    assertThat(failure.at("/digits/pattern/value").asText()).isEqualTo(digits);
  }

  @Test
  void capturesAreAList() {
    assertThat(failures("{'pattern':'2','captures':'1'}").at("/captures/type/target").asText())
        .isEqualTo("array");
    assertThat(failures("{'pattern':'2','captures':null}").at("/captures/type/target").asText())
        .isEqualTo("array");
  }

  @Test
  void everyCaptureIsAText() {
    ObjectNode failures = failures("{'pattern':7,'captures':['1',2,'3',null]}");

    assertThat(failures.fieldNames())
        .toIterable()
        .containsExactly("pattern", "captures.1", "captures.3");
    assertThat(failures.path("captures.1"))
        .isEqualTo(
            json(
                "{'type':{'message':'Value did not match type(s): string',"
                    + "'target':'string','value':2}}"));
  }

  @Test
  void thereAreAtMostThirtyTwoCaptures() {
    assertThat(form("{'pattern':'2','captures':[" + "'1',".repeat(31) + "'1']}"))
        .isInstanceOf(TriggerForm.ByPattern.class);
    assertThat(
            failures("{'pattern':'2','captures':[" + "'1',".repeat(32) + "'1']}")
                .at("/captures/maxItems/message")
                .asText())
        .isEqualTo("The list is more than 32 items");
  }

  @Test
  void aCaptureHasAtMostSixtyFourCharacters() {
    assertThat(form("{'pattern':'2','captures':['" + "\uD83D\uDE00".repeat(64) + "']}"))
        .isInstanceOf(TriggerForm.ByPattern.class);
    assertThat(
            failures("{'pattern':'2','captures':['','" + "1".repeat(65) + "']}")
                .at("/captures.1/maxLength/message")
                .asText())
        .isEqualTo("String must not be more than 64 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"number", "digits"})
  void capturesThatWouldBeLostAreRefused(String form) {
    assertThat(
            failures("{'" + form + "':'9','captures':['1']}")
                .at("/captures/error/message")
                .asText())
        .isEqualTo("captures go with a pattern only");
  }

  @Test
  void whatWasSentIsNeverChanged() {
    ObjectNode data = json("{'action':'metaflow','number':'9'}");

    forms.read(data);

    assertThat(data).isEqualTo(json("{'action':'metaflow','number':'9'}"));
  }

  private TriggerForm form(String data) {
    return forms
        .read(json(data))
        .fold(
            form -> form,
            failures -> {
              throw new AssertionError(failures.toString());
            });
  }

  private ObjectNode failures(String data) {
    return failures(forms, data);
  }

  private static ObjectNode failures(TriggerFormReader forms, String data) {
    return forms
        .read(json(data))
        .fold(
            form -> {
              throw new AssertionError(form.toString());
            },
            failures -> failures);
  }
}
