package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The table of modules in docs/documents.md is what the schema files say. */
class ModulesTableTest {

  private static final Path PAGE = Path.of("docs/documents.md");
  private static final Path MODULES = Path.of("src/main/resources/schemas/modules");

  private static final String HEAD =
      "| module | property | type | default | allowed | meaning |\n|---|---|---|---|---|---|\n";

  @Test
  void theTableIsWhatTheFilesSay() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf(HEAD);
    int end = page.indexOf("\n\n", start) + 1;
    assertThat(start).as("the head of the table").isPositive();
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(PAGE, page.substring(0, start) + table() + page.substring(end));
    } else {
      assertThat(page.substring(start, end))
          .as("%s is not what the schemas say; run `%s`, which writes it", PAGE, OpenApiTest.WRITE)
          .isEqualTo(table());
    }
  }

  private static String table() throws IOException {
    StringBuilder table = new StringBuilder(HEAD);
    try (Stream<Path> files = Files.list(MODULES)) {
      for (Path file : files.sorted().toList()) {
        JsonNode schema = Json.mapper().readTree(Files.readAllBytes(file));
        String module = file.getFileName().toString().replace(".json", "");
        table.append(row(code(module), "", "", "", "", schema.get("description").asText()));
        List<String> required = texts(schema.path("required"));
        for (Map.Entry<String, JsonNode> entry : schema.path("properties").properties()) {
          String name = code(entry.getKey());
          JsonNode property = entry.getValue();
          table.append(
              row(
                  "",
                  required.contains(entry.getKey()) ? "**" + name + "**" : name,
                  type(property),
                  property.has("default") ? code(Json.text(property.get("default"))) : "",
                  allowed(property),
                  property.get("description").asText()));
        }
      }
    }
    return table.toString();
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("|");
    for (String cell : cells) {
      row.append(cell.isEmpty() ? " |" : " " + cell + " |");
    }
    return row.append('\n').toString();
  }

  private static String type(JsonNode property) {
    if (property.has("oneOf")) {
      return String.join(
          " or ", elements(property.get("oneOf")).map(ModulesTableTest::type).toList());
    }
    String type = property.get("type").asText();
    return property.has("items") ? type + " of " + type(property.get("items")) + "s" : type;
  }

  private static String allowed(JsonNode property) {
    List<String> rules = new ArrayList<>();
    if (property.has("enum")) {
      rules.add(codes(property.get("enum")));
    }
    if (property.has("minimum") && property.has("maximum")) {
      rules.add(property.get("minimum").asText() + " to " + property.get("maximum").asText());
    } else if (property.has("minimum")) {
      rules.add(property.get("minimum").asText() + " or more");
    }
    if (property.path("kazoo-url").asBoolean()) {
      rules.add("an http or https URL with a host");
    } else if (property.has("pattern")) {
      rules.add("matches " + code(property.get("pattern").asText()));
    }
    if (property.path("items").has("enum")) {
      rules.add("each is one of " + codes(property.get("items").get("enum")));
    }
    if (property.has("required")) {
      rules.add("requires " + codes(property.get("required")));
    }
    return String.join("; ", rules);
  }

  private static Stream<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static List<String> texts(JsonNode list) {
    return elements(list).map(JsonNode::asText).toList();
  }

  private static String codes(JsonNode list) {
    return String.join(", ", texts(list).stream().map(ModulesTableTest::code).toList());
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
