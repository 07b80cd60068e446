package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.TestingSettings;
import org.junit.jupiter.api.Test;

class LimitsTest {

  @Test
  void jsonMayBe128LevelsDeepCountingTheEnvelope() {
    Sample.accepted(Sample.object("{'x':" + lists(126) + "}"));
    assertThat(Sample.refused(Sample.object("{'x':" + lists(127) + ",'digit_timeout':-1}")))
        .isEqualTo(maxDepth("x" + ".0".repeat(126), "JSON", 128));
  }

  @Test
  void depthIsFoundWithoutStackWhateverItIs() {
    ObjectNode document = Json.object();
    JsonNode inner = Json.nodes().arrayNode();
    for (int i = 0; i < 50_000; i++) {
      inner = Json.nodes().arrayNode().add(inner);
    }
    document.set("x", inner);
    assertThat(Sample.refused(document)).isEqualTo(maxDepth("x" + ".0".repeat(126), "JSON", 128));
  }

  @Test
  void metaflowsMayBe32LevelsDeep() {
    Sample.accepted(Sample.node(nested(32)));
    assertThat(Sample.refused(Sample.node(nested(33))))
        .isEqualTo(maxDepth("numbers.1" + ".children._".repeat(32), "Metaflows", 32));
    assertThat(Sample.SCHEMAS.checkNode(Sample.object(nested(32))))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(Sample.refused(Sample.SCHEMAS.checkNode(Sample.object(nested(33)))))
        .isEqualTo(maxDepth("children._" + ".children._".repeat(31), "Metaflows", 32));
  }

  @Test
  void aDocumentMayHaveAThousandMetaflows() {
    Sample.accepted(wide(1_000));
    assertThat(Sample.refused(wide(1_001)))
        .isEqualTo(
            Sample.json(
                "{'':{'maxNodes':{'message':'A document must not have more than 1000 metaflows',"
                    + "'target':1000}}}"));
  }

  @Test
  void numbersAndPatternsMayHave500EntriesTogether() {
    Sample.accepted(entries(250, 250));
    assertThat(Sample.refused(entries(250, 251)))
        .isEqualTo(Sample.object("{'patterns':" + tooManyEntries() + "}"));
    assertThat(Sample.refused(entries(501, 1)))
        .isEqualTo(Sample.object("{'numbers':" + tooManyEntries() + "}"));
  }

  @Test
  void aPatternMayHave256Characters() {
    Sample.accepted(Sample.pattern("1".repeat(256)));
    Sample.accepted(Sample.pattern("\uD83D\uDE00".repeat(256)));
    String key = "1".repeat(257);
    assertThat(Sample.refused(Sample.pattern(key)))
        .isEqualTo(
            Sample.json(
                "{'patterns."
                    + key
                    + "':{'maxLength':{'message':'String must not be more than 256 characters',"
                    + "'target':256,'cause':'"
                    + key
                    + "','value':'"
                    + key
                    + "'}}}"));
  }

  @Test
  void aThousandMetaflowsIn250KilobytesAreCheckedAndFilled() {
    ObjectNode document = wide(1_000);
    document.put("note", "x".repeat(190_000));
    ObjectNode stored = Sample.accepted(document);
    assertThat(stored).isEqualTo(document);
    assertThat(Sample.filledDocument(stored, true).at("/numbers/1/children/c0/data/leg"))
        .isEqualTo(Sample.json("'both'"));
  }

  @Test
  void everyLimitIsTheOneThatIsSet() {
    Schemas schemas =
        Schemas.with(
            UnknownModules.ACCEPT,
            TestingSettings.with(
                    "metaflows.limits.json-depth", "20",
                    "metaflows.limits.depth", "3",
                    "metaflows.limits.nodes", "5",
                    "metaflows.limits.entries", "4",
                    "metaflows.limits.pattern", "12",
                    "metaflows.limits.pattern-nesting", "60",
                    "metaflows.limits.pattern-instructions", "100",
                    "metaflows.limits.document-instructions", "150",
                    "metaflows.limits.failures", "2")
                .limits());

    assertThat(Sample.refused(schemas.checkDocument(Sample.object("{'x':" + lists(19) + "}"))))
        .isEqualTo(maxDepth("x" + ".0".repeat(18), "JSON", 20));
    assertThat(Sample.refused(schemas.checkNode(Sample.object(nested(4)))))
        .isEqualTo(maxDepth("children._" + ".children._".repeat(2), "Metaflows", 3));
    assertThat(target(schemas, wide(6), "//maxNodes")).isEqualTo(5);
    assertThat(target(schemas, entries(3, 2), "/patterns/maxProperties")).isEqualTo(4);
    assertThat(
            target(schemas, Sample.pattern("1234567890123"), "/patterns.1234567890123/maxLength"))
        .isEqualTo(12);
    assertTooLarge(schemas, "(1{8}){8}", "(1{8}){7}");
    assertTooLarge(schemas, "\\d{55}\\d{55}", "\\d{55}\\d{35}");
    ObjectNode two = Sample.pattern("\\d{55}\\d{35}");
    two.withObject("/patterns").putObject("\\d{55}\\d{36}").put("module", "hangup");
    assertThat(Sample.refused(schemas.checkDocument(two)).fieldNames().next())
        .isEqualTo("patterns.\\d{55}\\d{36}");
    assertThat(
            Sample.refused(schemas.checkNode(Sample.object("{'module':1,'data':1,'children':1}"))))
        .hasSize(2);
  }

  private static int target(Schemas schemas, ObjectNode document, String pointer) {
    return Sample.refused(schemas.checkDocument(document)).at(pointer + "/target").intValue();
  }

  private static void assertTooLarge(Schemas schemas, String large, String small) {
    assertThat(
            Sample.refused(schemas.checkDocument(Sample.pattern(large)))
                .at("/patterns." + large + "/error/message")
                .textValue())
        .startsWith("regular expression too large");
    assertThat(schemas.checkDocument(Sample.pattern(small))).isInstanceOf(Verdict.Accepted.class);
  }

  private static ObjectNode maxDepth(String path, String what, int most) {
    return Sample.object(
        "{'%s':{'maxDepth':{'message':'%s must not be nested more than %d levels deep','target':%d}}}"
            .formatted(path, what, most, most));
  }

  private static String tooManyEntries() {
    return "{'maxProperties':{'message':"
        + "'numbers and patterns must not have more than 500 entries together','target':500}}";
  }

  private static String lists(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String nested(int depth) {
    return "{'module':'hangup','children':{'_':".repeat(depth - 1)
        + "{'module':'hangup'}"
        + "}}".repeat(depth - 1);
  }

  private static ObjectNode wide(int nodes) {
    ObjectNode document = Sample.node("{'module':'play','children':{}}");
    ObjectNode children = (ObjectNode) document.at("/numbers/1/children");
    for (int i = 0; i < nodes - 1; i++) {
      children.putObject("c" + i).put("module", "play");
    }
    return document;
  }

  private static ObjectNode entries(int numbers, int patterns) {
    ObjectNode document = Sample.object("{'numbers':{},'patterns':{}}");
    for (int i = 0; i < numbers; i++) {
      document.withObject("/numbers").putObject("" + i).put("module", "hangup");
    }
    for (int i = 0; i < patterns; i++) {
      document.withObject("/patterns").putObject("^" + i).put("module", "hangup");
    }
    return document;
  }
}
