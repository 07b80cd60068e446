package io.metaflows.metaflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the table can be answered, and what cannot be answered is not read. */
class StoredJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{\"a\":1}}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":[\"\\udfff\"]}",
        "{\"\\ud800\":1}",
        "{\"a\":1e99999999999}",
        "{\"a\":1e999999999}",
        "{\"a\":-1e-999999999}"
      })
  void aTextThatThisServiceCannotHaveWrittenReadsAsNothing(String text) {
    assertThat(StoredJson.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":[0.000001,1E+5,1.10,123456789012345678901234567890]}",
        "{\"a\":\"\\\\ud800\",\"é\":\"\uD83D\uDE00\"}",
        "{\"a\":[1.7976931348623157E+308,4.9E-324]}"
      })
  void aTextThatThisServiceHasWrittenIsReadAndWrittenAgain(String text) {
    assertThat(StoredJson.read(text).map(Json::text)).contains(text);
  }

  @Test
  void theDeepestTextThatIsReadCanBeAnswered() {
    String deepest = "{\"a\":" + "[".repeat(Json.DEEPEST - 1) + "]".repeat(Json.DEEPEST - 1) + "}";

    assertThat(StoredJson.read(deepest).map(read -> Json.text(Json.object().set("data", read))))
        .contains("{\"data\":" + deepest + "}");
  }
}
