package io.metaflows.http;

import static io.metaflows.http.ApiAssertions.accountPath;
import static io.metaflows.http.ApiAssertions.assertError;
import static io.metaflows.http.ApiAssertions.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.MarkdownPage;
import io.metaflows.http.Api.Reply;
import io.metaflows.metaflow.Json;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of docs/documents.md, posted; and its table of modules beside the schema files. */
@QuarkusTest
@WithTestResource(DynamoDbResource.class)
@WithTestResource(OpenMode.class)
class DocumentExamplesTest {

  private static final MarkdownPage PAGE = MarkdownPage.read("docs/documents.md");
  private static final Path MODULES = Path.of("src/main/resources/schemas/modules");

  @Test
  void theExamplesAreAnsweredAsWritten() {
    int accepted = 0;
    int rejected = 0;
    for (MarkdownPage.Row row : PAGE.rowsUnder("examples")) {
      Reply reply = Api.post(accountPath(), row.code(0)).send();
      if (reply.status() == 200) {
        accepted++;
        assertThat(reply.data()).isEqualTo(json(row.code(1)));
      } else {
        rejected++;
        assertError(reply, 400, "validation error", row.code(1));
      }
    }
    assertThat(accepted).isEqualTo(6);
    assertThat(rejected).isEqualTo(7);
  }

  @Test
  void theExampleOfADocumentIsAccepted() {
    String document = PAGE.jsonUnder("documents").get(0);
    Reply reply = Api.post(accountPath(), document).send();
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  @Test
  void everyModuleAndPropertyIsInTheTable() throws IOException {
    List<String> written = new ArrayList<>();
    String module = "";
    for (MarkdownPage.Row row : PAGE.rowsUnder("modules")) {
      module = row.cells().get(0).isEmpty() ? module : row.code(0);
      written.add(String.join(" ", module, row.cells().get(1), row.cells().get(3)).strip());
    }
    assertThat(written).containsExactlyElementsOf(asTheFilesHaveIt());
  }

  /** Module, property (bold where required) and default. */
  private static List<String> asTheFilesHaveIt() throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(MODULES)) {
      for (Path file : files.sorted().toList()) {
        String module = file.getFileName().toString().replace(".json", "");
        JsonNode schema = Json.mapper().readTree(Files.readAllBytes(file));
        List<JsonNode> required = new ArrayList<>();
        schema.path("required").forEach(required::add);
        if (schema.path("properties").isEmpty()) {
          rows.add(module);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
          boolean bold = required.stream().anyMatch(n -> n.asText().equals(property.getKey()));
          String name = (bold ? "**`%s`**" : "`%s`").formatted(property.getKey());
          JsonNode value = property.getValue().path("default");
          String filled = value.isMissingNode() ? "" : "`" + Json.text(value) + "`";
          rows.add(String.join(" ", module, name, filled).strip());
        }
      }
    }
    return rows;
  }
}
