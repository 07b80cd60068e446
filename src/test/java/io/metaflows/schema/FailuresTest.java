package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.metaflow.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void namesAreJoinedByDotsAndTheirOwnDotsEscaped() {
    assertThat(Failures.path("patterns", "^1.$", "data")).isEqualTo("patterns.^1%2E$.data");
  }

  @Test
  void theLastOfKazoosRulesStandsAtAPathWhicheverWasAddedFirst() {
    JsonNode value = TextNode.valueOf("x");
    Failures failures =
        new Failures().type("a", "object", value).required("a", value).error("b", "bad", value);
    assertThat(Json.text(failures.toJson()))
        .isEqualTo(
            Json.text(
                Sample.json(
                    "{'a':{'type':{'message':'Value did not match type(s): object',"
                        + "'target':'object','value':'x'}},"
                        + "'b':{'error':{'message':'bad','value':'x'}}}")));
  }

  @Test
  void aValueOfOneKibibyteIsAnsweredAndALargerOneLeftOut() {
    JsonNode fits = TextNode.valueOf("x".repeat(1_022));
    JsonNode tooLarge = TextNode.valueOf("x".repeat(1_023));
    assertThat(new Failures().maxLength("a", 1, fits).toJson().at("/a/maxLength").has("value"))
        .isTrue();
    JsonNode details = new Failures().maxLength("a", 1, tooLarge).toJson().at("/a/maxLength");
    assertThat(details.has("value")).isFalse();
    assertThat(details.has("cause")).isFalse();
    assertThat(details.get("target")).isEqualTo(Sample.json("1"));
  }

  @Test
  void aHundredFailuresAreAnsweredInTheOrderOfTheDocument() {
    ObjectNode document = Sample.object("{'numbers':{},'digit_timeout':'x','binding_digit':1}");
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      String key = i % 2 == 0 ? "*" + i : "" + i;
      document.withObject("/numbers").set(key, Sample.json("{'children':{}}"));
      paths.add(i % 2 == 0 ? "numbers.*" + i : "numbers." + i + ".module");
    }
    List<String> answered = new ArrayList<>();
    Sample.refused(document).fieldNames().forEachRemaining(answered::add);
    assertThat(answered).isEqualTo(paths.subList(0, 100));
  }

  @Test
  void failuresBesideEachOtherAreInTheOrderOfTheDocument() {
    List<String> answered = new ArrayList<>();
    Sample.refused(
            Sample.object(
                "{'listen_on':1,'patterns':{'(':5,'a':{'data':1,'module':'x'}},'binding_digit':1}"))
        .fieldNames()
        .forEachRemaining(answered::add);
    assertThat(answered)
        .containsExactly("listen_on", "patterns.(", "patterns.a.data", "binding_digit");
  }

  @Test
  void longPathsDoNotMultiplyIntoAHugeAnswer() {
    ObjectNode document = Sample.object("{'numbers':{}}");
    ObjectNode children = document.putObject("numbers").putObject("1".repeat(200_000));
    children.put("module", "play");
    for (int i = 0; i < 100; i++) {
      children.withObject("/children").putObject("c" + i);
    }
    ObjectNode failures = Sample.refused(document);
    assertThat(failures.size()).isPositive();
    assertThat(Json.bytes(failures).length).isLessThan(1_000_000);
  }
}
