package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2(\\d+)",
        "^1([0-9]+)$",
        "^(?:1|2|3){300}$",
        "(?P<area>\\d{3})(?P<rest>\\d{4,7}?)",
        "(?<area>\\d{3})",
        "\\*\\d{1000}",
        "[*#]{2}",
        "[]*]{3}",
        "[^]*]{3}",
        "[[:digit:]]{10}",
        "[\\d{1001}]",
        "\\Q{1001}\\E",
        "\\Q((1){900}){900}",
        "\\{1001}",
        "1{,1001}",
        "1{2",
        "1{a}",
        "{",
        "\\x31{2}",
        "\\x{31}{2}",
        "\\pN{900}",
        "\\p{Greek}+",
        "(?i)[a-z]+|\\d+",
        "(?i:ok)\\d",
        "(?s).",
        "\n",
        "\u00e9\u1c80",
        "((\\d{10}){10}){10}",
        "(1?){400}",
        "()",
        "|",
        "$^"
      })
  void anOrdinaryPatternIsAccepted(String regex) {
    Sample.accepted(Sample.pattern(regex));
    assertThat(Pattern.compile(regex).matcher("2*1234#".repeat(9)).find()).isIn(true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "[",
        "[[:",
        "[[:digit:",
        "\\",
        "*",
        "1**",
        "1{1001}",
        "1{2000000000000}",
        "1{0,1001}",
        "1{5,2}",
        "1{2}{3}",
        "(?",
        "(?P<",
        "(?P<a",
        "(?i",
        "(?=1)",
        "(1)\\1",
        "\\p",
        "\\p{",
        "\\p{No such script}",
        "\\x{",
        "[\\Q1\\E]",
        // Ignoring the case of these takes forever in RE2/J 1.8.
        "(?i)\u1c80",
        "(?i)[A-\\x{10400}]",
        "(?is:\\x{1c80})"
      })
  void whatIsNoLinearExpressionIsInvalid(String regex) {
    assertThat(complaint(regex)).isEqualTo("invalid regular expression: '" + regex + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((\\d{1000}){1000}){1000}",
        "(?:(?:\\d{999}){999}){999}",
        "(?:[(]{40}){40}",
        "(?:[])(]{40}){40}",
        "(?:\\Q(\\E{40}){40}",
        "((?i)(?:1{40})){40}",
        "(?:1{40}?){40}",
        "(?:1{40,}){40}",
        "(?:1{0,40}){40}",
        "(?:1{40}|2){40}",
        "(?:1{40})*(?:(2)){40}(?:(3{40})+){40}",
        "(?:^{40}){40}",
        "\\d{1000}\\d{1000}\\d{1000}",
        "1{0,1000}"
      })
  void aPatternThatWouldBeWrittenOutTooLargeIsRefused(String regex) {
    assertThat(complaint(regex)).isEqualTo("regular expression too large: '" + regex + "'");
  }

  @ParameterizedTest
  @ValueSource(ints = {61, 32, 20})
  void alternativesThatAreMergedAgainAndAgainAreRefused(int many) {
    String regex = "\\pL|".repeat(many) + "1";
    assertThat(complaint(regex)).isEqualTo("regular expression too large: '" + regex + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1(?=2) ~ look-ahead is not supported",
        "(?<!1)2 ~ look-behind is not supported",
        "(1)\\1 ~ back references are not supported",
        "1++ ~ possessive repeats are not supported",
        "(?>1) ~ atomic groups are not supported",
        "1{1001} ~ a repeat may count to 1000 at most",
        "(1{40}){40} ~ repeats within repeats count to 1600 together, and at most 1000 are allowed",
        "( ~ missing closing )",
        "1{0,1000} ~ instructions, and at most 2000 are allowed"
      })
  void aRefusalSaysWhyAndWhatToWrite(String regex, String reason) {
    assertThat(
            Sample.refused(Sample.pattern(regex))
                .at("/patterns." + regex.replace(".", "%2E").replace("~", "~0").replace("/", "~1"))
                .at("/error/reason")
                .asText())
        .contains(reason);
  }

  @Test
  void aWholePatternOfRepeatsIsRefusedBeforeItIsCompiled() {
    String regex = "(1{9}){99}".repeat(25);
    assertThat(complaint(regex)).startsWith("regular expression too large");
  }

  @Test
  void parenthesesToTheLimitAreFine() {
    Sample.accepted(Sample.pattern("(".repeat(128) + ")".repeat(128)));
    assertThat(complaint("(".repeat(256))).startsWith("invalid regular expression");
  }

  @Test
  void fiveHundredLargePatternsExhaustTheDocumentAndNothingElse() {
    ObjectNode document = Sample.object("{'patterns':{}}");
    for (int i = 0; i < 500; i++) {
      document.withObject("/patterns").putObject(i + "\\d{900}").put("module", "hangup");
    }
    ObjectNode failures = Sample.refused(document);
    assertThat(failures.size()).isEqualTo(100);
    // 55 of about 905 instructions fit into 50,000.
    assertThat(failures.fieldNames().next()).isEqualTo("patterns.55\\d{900}");
  }

  @Test
  void fiveHundredOrdinaryPatternsAreFine() {
    ObjectNode document = Sample.object("{'patterns':{}}");
    for (int i = 0; i < 500; i++) {
      document.withObject("/patterns").putObject("^" + i + "(\\d{1,20})$").put("module", "hangup");
    }
    Sample.accepted(document);
  }

  /** Each once took the larger part of a second to decide, in three scopes of one call. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:\\d?|.){295}",
        "(?:(?:.*)(?:.?)){200}",
        "(?:1?){3}(?:\\W|){400}",
        "(?i)\\W{1}\\w[[:alpha:]][ -~][!-~][a-z][\\W\\w]\\w\\W\\w\\W\\w\\W\\w\\W\\w\\W\\w\\W\\w",
        "[\\pL\\pN]|[\\pL\\pN]"
      })
  void aDocumentOfPatternsThatAreSlowTogetherIsRefused(String regex) {
    Sample.accepted(Sample.pattern("(?:" + regex + ")x0"));
    ObjectNode document = Sample.object("{'patterns':{}}");
    for (int i = 0; i < 500; i++) {
      document.withObject("/patterns").putObject("(?:" + regex + ")x" + i).put("module", "hangup");
    }
    ObjectNode failures = Sample.refused(document);
    assertThat(failures.at("/" + failures.fieldNames().next() + "/error/reason").asText())
        .contains("at most 700000 steps");
  }

  /** An anchor, or a beginning that is not optional, is what makes a pattern cheap. */
  @Test
  void whatIsLookedForAtOnePlaceTakesFewSteps() {
    assertThat(RegexCost.of("^2(\\d{1,9})$").searching())
        .isLessThan(RegexCost.of("2(\\d{1,9})$").searching() / 10);
    assertThat(RegexCost.of("1{1000}").searching()).isEqualTo(RegexCost.of("1{65}").searching());
    assertThat(RegexCost.of("(?:1?){900}").searching())
        .isGreaterThan(9 * RegexCost.of("(?:1?){90}").searching());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        // Each instruction at each of 65 positions, and the sequence itself.
        "1 ~ 130",
        "^1 ~ 67",
        "1? ~ 195",
        "1* ~ 195",
        "(1) ~ 324",
        "1|2 ~ 390"
      })
  void theStepsOfASearchAreCounted(String regex, long steps) {
    assertThat(RegexCost.of(regex).searching()).isEqualTo(steps);
  }

  @Test
  void noTextMakesTheCheckThrowAndWhatIsAcceptedCanBeMatched() {
    String[] parts = {
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "\\",
      "?",
      "*",
      "+",
      "|",
      "^",
      "$",
      ".",
      "-",
      ",",
      ":",
      "<",
      ">",
      "P",
      "Q",
      "E",
      "i",
      "s",
      "x",
      "p",
      "L",
      "d",
      "0",
      "1",
      "9",
      "10",
      "99",
      "1000",
      "\\d",
      "\\Q",
      "\\E",
      "(?",
      "(?i",
      "(?:",
      "(?P<n>",
      "[[:digit:]]",
      "{2,}",
      "{3}",
      "\u00e9",
      "\u1c80",
      "\uD83D\uDE00",
      "\uD800",
      "\\pL",
      "\\x{1c80}"
    };
    Random random = new Random(7);
    int accepted = 0;
    for (int i = 0; i < 10_000; i++) {
      StringBuilder regex = new StringBuilder();
      for (int length = 1 + random.nextInt(12); length > 0; length--) {
        regex.append(parts[random.nextInt(parts.length)]);
      }
      if (new Regexes(Sample.LIMITS).fault(regex.toString()).isEmpty()) {
        accepted++;
        Pattern.compile(regex.toString()).matcher("*1234567890#".repeat(5)).find();
      }
    }
    assertThat(accepted).isGreaterThan(500);
  }

  private static String complaint(String regex) {
    return Sample.refused(Sample.pattern(regex))
        .get(Failures.path("patterns", regex))
        .get("error")
        .get("message")
        .asText();
  }
}
