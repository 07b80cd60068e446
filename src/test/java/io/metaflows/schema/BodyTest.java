package io.metaflows.schema;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.TestingSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\"data\":{\"b\":1,\"a\":[2.50,1.7976931348623157E+308,4.9E-324,0E-500,19]}}\r\n",
        "{\"\":null,\"\u00e9\":\"\uD83D\uDE00\"}",
        "{\"a\":{\"b\":1},\"b\":[{\"b\":1},{\"b\":1}]}"
      })
  void strictJsonIsReadToTheLastDigit(String text) {
    assertThat(Body.read(text.getBytes(UTF_8), Sample.LIMITS))
        .isInstanceOfSatisfying(
            Body.Parsed.class,
            read -> assertThat(Json.text(read.envelope())).isEqualTo(text.strip()));
  }

  @Test
  void anEscapedSurrogatePairIsOneCharacter() {
    assertThat(Body.read("{\"\\ud83d\\ude00\":\"\\uD83D\\uDE00\"}".getBytes(UTF_8), Sample.LIMITS))
        .isEqualTo(new Body.Parsed(Sample.object("{'\uD83D\uDE00':'\uD83D\uDE00'}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t "})
  void nothingIsBlank(String text) {
    assertThat(Body.read(text.getBytes(UTF_8), Sample.LIMITS)).isEqualTo(new Body.Blank());
  }

  @Test
  void aReasonIsASentenceThatSaysWhere() {
    assertThat(Body.read("{\"data\": {\"a\":1,\n \"a\":2}}".getBytes(UTF_8), Sample.LIMITS))
        .isEqualTo(
            new Body.UnreadableBody(
                Sample.object(
                    "{'json':{'invalid':{'message':"
                        + "'the same key twice in an object at line 2, column 5',"
                        + "'target':'body'}}}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "\"x\"",
        "null",
        "true",
        "{",
        "}",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":\"",
        "{\"a\":tru",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":-Infinity}",
        "{\"a\":0x1}",
        "{\"a\":1}{}",
        "{\"a\":1} x",
        "{\"a\":1}]",
        "{}\u0000",
        "/* c */{}",
        "{} // c",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"data\":{\"x\":[{\"b\":1,\"b\":1}]}}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"a\":\"\\ud800x\"}",
        "{\"\\udfff\":1}",
        "{\"a\":1e309}",
        "{\"a\":-1e400}",
        "{\"a\":1e-400}",
        "{\"a\":1e999999999}",
        "{\"a\":1e-999999999}",
        "{\"a\":1e99999999999999999999}",
        "{\"a\":1e-99999999999999999999}",
        "{} {}"
      })
  void whatIsNotStrictJsonOrNoObjectIsRefused(String text) {
    reason(text.getBytes(UTF_8));
  }

  @Test
  void numbersAreRefusedByTheirSizeNotTheirLength() {
    reason(("{\"a\":" + "9".repeat(309) + "}").getBytes(UTF_8));
    reason(("{\"a\":" + "9".repeat(5_000) + "}").getBytes(UTF_8));
    assertThat(Body.read(("{\"a\":1" + "0".repeat(308) + "}").getBytes(UTF_8), Sample.LIMITS))
        .isInstanceOf(Body.Parsed.class);
  }

  @Test
  void onlyUtf8IsRead() {
    assertThat(reason("\uFEFF{}".getBytes(UTF_8))).isEqualTo("a byte order mark at byte 0");
    for (Charset charset : List.of(UTF_16, UTF_16LE, Charset.forName("UTF-32"))) {
      reason("{\"a\":1}".getBytes(charset));
    }
    byte[][] malformed = {
      {(byte) 0xff},
      {(byte) 0xc0, (byte) 0x80},
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
      {(byte) 0xc3},
      {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80}
    };
    for (byte[] bytes : malformed) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      body.writeBytes("{\"a\":\"".getBytes(UTF_8));
      body.writeBytes(bytes);
      assertThat(reason(body.toByteArray())).isEqualTo("malformed UTF-8 at byte 6");
      body.writeBytes("\"}".getBytes(UTF_8));
      assertThat(reason(body.toByteArray())).isEqualTo("malformed UTF-8 at byte 6");
    }
  }

  @Test
  void depthOverTheLimitIsToldWhereItIsInTheData() {
    String deep = "[".repeat(126) + "]".repeat(126);
    assertThat(Body.read(("{\"data\":{\"a\":" + deep + "}}").getBytes(UTF_8), Sample.LIMITS))
        .isInstanceOf(Body.Parsed.class);
    assertThat(tooDeep("{\"data\":{\"a.b\":[1,[" + deep + "]]}}"))
        .isEqualTo("a%2Eb.1" + ".0".repeat(125));
    assertThat(tooDeep("{\"other\":[[" + deep + "]]}")).isEmpty();
    assertThat(tooDeep("[".repeat(100_000))).isEmpty();
    assertThat(tooDeep("{\"data\":" + "[".repeat(100_000))).isEqualTo("0" + ".0".repeat(126));
    assertThat(tooDeep("{\"data\":" + "{\"a\":".repeat(100_000))).isEqualTo("a" + ".a".repeat(126));
  }

  @Test
  void theDepthIsTheOneThatIsSetUpToTheDeepestThatIsRead() {
    for (int depth : List.of(2, 1_000)) {
      DocumentLimits limits =
          TestingSettings.with("metaflows.limits.json-depth", "" + depth).limits();
      String fits = "{\"data\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
      assertThat(Body.read(fits.getBytes(UTF_8), limits)).isInstanceOf(Body.Parsed.class);
      String deeper = fits.replace("[]", "[[]]");
      assertThat(Body.read(deeper.getBytes(UTF_8), limits))
          .isInstanceOfSatisfying(
              Body.UnreadableBody.class,
              refused ->
                  assertThat(refused.failures().toString())
                      .contains("\"maxDepth\"")
                      .contains("\"target\":" + depth));
    }
  }

  @Test
  void noBytesMakeItThrow() {
    String[] parts = {
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      "\"",
      "\"data\":",
      "\"a\"",
      "1",
      "-",
      "1e9",
      "null",
      "\\u",
      "\\",
      " ",
      "\u0000",
      "\u00e9",
      "e",
      "."
    };
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int length = random.nextInt(12); length > 0; length--) {
        body.writeBytes(parts[random.nextInt(parts.length)].getBytes(UTF_8));
      }
      if (random.nextInt(10) == 0) {
        body.write(random.nextInt(256));
      }
      assertThat(Body.read(body.toByteArray(), Sample.LIMITS)).isNotNull();
    }
  }

  private static String reason(byte[] bytes) {
    JsonNode failure = refused(bytes).at("/json/invalid");
    assertThat(failure.get("target")).isEqualTo(Sample.json("'body'"));
    String reason = failure.get("message").asText();
    assertThat(reason)
        .matches("[A-Za-z][A-Za-z0-9 ,-]+")
        .doesNotContain("Jackson", "Source", "Exception", "Feature");
    return reason;
  }

  private static String tooDeep(String text) {
    JsonNode failures = refused(text.getBytes(UTF_8));
    String path = failures.fieldNames().next();
    assertThat(failures.get(path))
        .isEqualTo(
            Sample.json(
                "{'maxDepth':{'message':'JSON must not be nested more than 128 levels deep',"
                    + "'target':128}}"));
    return path;
  }

  private static JsonNode refused(byte[] bytes) {
    if (Body.read(bytes, Sample.LIMITS) instanceof Body.UnreadableBody refused) {
      return refused.failures();
    }
    throw new AssertionError("read: " + Body.read(bytes, Sample.LIMITS));
  }
}
