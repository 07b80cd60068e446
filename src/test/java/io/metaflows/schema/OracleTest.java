package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.NodePath;
import io.metaflows.metaflow.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A full validator of JSON Schema reads the same files and finds the same failures, at the same
 * places; of several at one place, ours tells the last in Kazoo's order.
 */
class OracleTest {

  private static final String BASE = "https://metaflows.example/schemas/";

  private final SchemaRegistry oracle = oracle();

  @Test
  void theDataOfEveryModuleIsJudgedAlike() {
    int refused = 0;
    for (String module : SchemaLibrary.BUNDLED.modules()) {
      Generated generated = new Generated(module.hashCode(), 0.3);
      Schema schema = SchemaLibrary.BUNDLED.module(module).orElseThrow();
      for (int i = 0; i < 300; i++) {
        refused += judgeAlike("modules/" + module + ".json", schema, generated.data(module));
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void documentsAreJudgedAlike() {
    int refused = 0;
    Generated generated = new Generated(5, 0.1);
    for (int i = 0; i < 1_000; i++) {
      // The oracle knows nothing of our own keywords: no module has a schema here.
      ObjectNode document = generated.document();
      renameModules(document);
      refused += judgeAlike("metaflows.json", SchemaLibrary.BUNDLED.metaflows(), document);
    }
    assertThat(refused).isGreaterThan(300);
  }

  private int judgeAlike(String file, Schema schema, ObjectNode value) {
    ObjectNode coerced = value.deepCopy();
    Failures failures = new Failures();
    new DocumentChecker(
            SchemaLibrary.BUNDLED, UnknownModules.ACCEPT, new Regexes(Sample.LIMITS), failures)
        .check(schema, coerced);
    Map<String, Failure> ours = new HashMap<>();
    failures
        .toJson()
        .properties()
        .forEach(
            entry ->
                ours.put(entry.getKey(), Failure.of(entry.getValue().fieldNames().next(), "ours")));
    Map<String, Set<String>> theirs = theirs(file, coerced);
    ours.forEach(
        (path, failure) -> {
          if (failure.rule().equals("error")) {
            theirs.remove(path);
          }
        });
    ours.values().removeIf(failure -> failure.rule().equals("error"));

    assertThat(ours.keySet()).as("%s: %s", file, value).isEqualTo(theirs.keySet());
    ours.forEach((path, failure) -> standsLast(failure, theirs.get(path)));
    return ours.isEmpty() ? 0 : 1;
  }

  private static void standsLast(Failure ours, Set<String> theirs) {
    assertThat(theirs).contains(ours.rule());
    Optional<Failure> last = Optional.of(ours);
    for (String rule : theirs) {
      last = Failure.laterOf(Optional.of(Failure.of(rule, "theirs")), last);
    }
    assertThat(last.orElseThrow().rule()).isEqualTo(ours.rule());
  }

  private Map<String, Set<String>> theirs(String file, JsonNode value) {
    Map<String, Set<String>> rules = new HashMap<>();
    List<Error> errors = oracle.getSchema(SchemaLocation.of(BASE + file)).validate(value);
    for (Error error : errors) {
      boolean withinChoice =
          error.getEvaluationPath().toString().contains("/oneOf/")
              && !error.getKeyword().equals("oneOf");
      if (!withinChoice) {
        String rule =
            error.getKeyword().equals("oneOf") ? "not_one_schema_valid" : error.getKeyword();
        rules.computeIfAbsent(path(error), path -> new TreeSet<>()).add(rule);
      }
    }
    return rules;
  }

  private static String path(Error error) {
    FailurePath path = FailurePath.ROOT;
    NodePath location = error.getInstanceLocation();
    for (int i = 0; i < location.getNameCount(); i++) {
      path = path.then(location.getElement(i).toString());
    }
    boolean beneath = Set.of("required", "additionalProperties").contains(error.getKeyword());
    return (beneath ? path.then(error.getProperty()) : path).text();
  }

  private static void renameModules(JsonNode value) {
    if (value instanceof ObjectNode object && object.path("module").isTextual()) {
      object.put("module", object.get("module").textValue() + "-other");
    }
    value.forEach(OracleTest::renameModules);
  }

  private static SchemaRegistry oracle() {
    Map<String, String> sources = new HashMap<>();
    SchemaFiles.readAll(SchemaLibrary.class.getClassLoader())
        .forEach((name, source) -> sources.put(BASE + name, Json.text(source)));
    return SchemaRegistry.withDialect(Dialects.getDraft4(), builder -> builder.schemas(sources));
  }
}
