package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.TestingSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoercionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          '500' | 500
          '0500' | 500
          '+5' | 5
          500.0 | 500
          2.6 | 3
          2.5 | 3
          2.4999999999999999999 | 2
          '2.6' | 3
          -2.5 | -3
          '-2.5' | -3
          -0.4 | 0
          -0.0 | 0
          1e3 | 1000
          '1e3' | 1000
          1e-300 | 0
          0e999999999 | 0
          '0e-999999999' | 0
          9007199254740993 | 9007199254740993
          '9007199254740993' | 9007199254740993
          '99999999999999999999' | 99999999999999999999
          """)
  void anIntegerIsMadeAsErlangRounds(String sent, String stored) {
    ObjectNode document =
        Sample.node("{'module':'record_call','data':{'time_limit':" + sent + "}}");
    assertThat(Json.text(Sample.accepted(document).at("/numbers/1/data/time_limit")))
        .isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e308", "'1e308'", "-1e31", "'1e31'"})
  void aFewLettersDoNotBecomeHundredsOfDigits(String sent) {
    ObjectNode document =
        Sample.node("{'module':'record_call','data':{'time_limit':" + sent + "}}");
    assertThat(
            Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits())
                .checkDocument(document))
        .isInstanceOf(Verdict.Rejected.class)
        .asString()
        .contains("numbers.1.data.time_limit", "type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 | 1
          1.50 | 1.50
          '1.50' | 1.50
          '2' | 2
          '1e2' | 1E+2
          1.234567890123456789012345678901234567890 | 1.234567890123456789012345678901234567890
          '1.234567890123456789012345678901234567890' | 1.234567890123456789012345678901234567890
          """)
  void aNumberKeepsItsDigits(String sent, String stored) {
    ObjectNode document = Sample.node("{'module':'sound_touch','data':{'pitch':" + sent + "}}");
    assertThat(Json.text(Sample.accepted(document).at("/numbers/1/data/pitch"))).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "' 1'",
        "'1 '",
        "'x'",
        "'0x1F'",
        "'1.'",
        "'.5'",
        "'1e'",
        "'NaN'",
        "'Infinity'",
        "true",
        "null",
        "[]",
        "{}",
        "'1e400'",
        "'-1e400'",
        "'1e-400'",
        "'1e999999999'",
        "'1e-999999999'",
        "'1e99999999999999999999'",
        "'\u0661'"
      })
  void whatIsNoNumberOrBeyondADoubleIsAFailureOfType(String sent) {
    ObjectNode sound = Sample.node("{'module':'sound_touch','data':{'pitch':" + sent + "}}");
    assertThat(Sample.refused(sound).at("/numbers.1.data.pitch/type/target"))
        .isEqualTo(Sample.json("'number'"));
    ObjectNode record = Sample.node("{'module':'record_call','data':{'time_limit':" + sent + "}}");
    assertThat(Sample.refused(record).at("/numbers.1.data.time_limit/type/target"))
        .isEqualTo(Sample.json("'integer'"));
  }

  @Test
  void aTextOfAThousandDigitsAndMoreIsNoNumber() {
    String digits = "0".repeat(1_000) + "1";
    assertThat(Sample.refused(Sample.object("{'digit_timeout':'" + digits + "'}"))).isNotEmpty();
    assertThat(
            Sample.accepted(Sample.object("{'digit_timeout':'" + digits.substring(1) + "'}"))
                .get("digit_timeout"))
        .isEqualTo(Sample.json("1"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"'true',true", "'false',false", "true,true"})
  void aBooleanIsMadeOfItsWord(String sent, String stored) {
    assertThat(
            Sample.accepted(
                    Sample.node(
                        "{'module':'pivot','data':{'voice_url':'http://x','debug':" + sent + "}}"))
                .at("/numbers/1/data/debug"))
        .isEqualTo(Sample.json(stored));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'True'", "'yes'", "1", "0", "''", "null"})
  void nothingElseIsABoolean(String sent) {
    assertThat(
            Sample.refused(
                    Sample.node(
                        "{'module':'pivot','data':{'voice_url':'http://x','debug':" + sent + "}}"))
                .has("numbers.1.data.debug"))
        .isTrue();
  }

  @Test
  void aTextIsNeverMadeOfANumber() {
    assertThat(Sample.refused(Sample.object("{'binding_digit':5}")).has("binding_digit")).isTrue();
  }

  @Test
  void whatWasSentIsNotChanged() {
    ObjectNode sent = Sample.node("{'module':'transfer','data':{'timeout':'20'}}");
    sent.put("_private", 1);
    JsonNode before = sent.deepCopy();
    ObjectNode stored = Sample.accepted(sent);
    assertThat(stored.at("/numbers/1/data/timeout")).isEqualTo(Sample.json("20"));
    assertThat(sent).isEqualTo(before);
  }

  @Test
  void theKindOfNodeIsTheOneThatReadingTheAnswerGives() {
    for (String sent : new String[] {"'1'", "'4000000000'", "'99999999999999999999'", "1.5"}) {
      JsonNode stored =
          Sample.accepted(Sample.object("{'digit_timeout':" + sent + "}")).get("digit_timeout");
      assertThat(stored).isEqualTo(Sample.json(Json.text(stored)));
    }
  }
}
