package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.project.MarkdownPage;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of docs/matching.md, run as dry runs on a live call of a device and its user. */
@QuarkusTest
class MatchingExamplesTest extends LiveCall {

  private static final MarkdownPage PAGE = MarkdownPage.read("docs/matching.md");

  @Test
  void theDocumentsOfThreeScopesAreMergedAsWritten() {
    List<String> documents = PAGE.jsonUnder("examples");
    assertThat(documents).hasSize(3);
    store("", documents.get(0));
    store("/devices/desk", documents.get(1));
    store("/users/alice", documents.get(2));

    for (MarkdownPage.Row row : PAGE.rowsUnder("examples")) {
      Reply reply = press(row.code(0));
      if (row.cells().get(1).equals("no metaflow")) {
        assertThat(reply.status()).as(row.code(0)).isEqualTo(404);
      } else {
        assertThat(reply.status()).as(row.code(0)).isEqualTo(200);
        assertThat(reply.data().get("matched")).as(row.code(0)).isEqualTo(json(row.code(1)));
        assertThat(reply.data().at("/metaflow/module").asText()).isEqualTo(row.code(2));
      }
    }
  }

  @Test
  void capturesAreSentAsWritten() {
    List<MarkdownPage.Row> rows =
        PAGE.rowsUnder("captures").stream().filter(row -> row.cells().size() == 4).toList();
    assertThat(rows).isNotEmpty();
    for (MarkdownPage.Row row : rows) {
      assertThat(sent(row.code(0), row.code(1), row.code(2)).get("metaflow"))
          .as(row.code(0))
          .isEqualTo(json(row.code(3)));
    }
  }

  @Test
  void aTransferDialsAsWritten() {
    for (MarkdownPage.Row row : PAGE.rowsUnder("transfers")) {
      assertThat(sent("^8(\\\\d*)$", row.code(0), row.code(1)).at("/metaflow/data/captures"))
          .as(row.code(0) + " " + row.code(1))
          .isEqualTo(json(row.code(2)));
    }
  }

  /**
   * @param pattern as it stands in JSON
   */
  private ObjectNode sent(String pattern, String node, String digits) {
    store("", "{\"patterns\":{\"" + pattern + "\":" + node + "}}");
    Reply reply = press(digits);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return (ObjectNode) reply.data();
  }

  private Reply press(String digits) {
    return run(Json.text(Json.object().put("digits", digits))).query("dry_run=true").send();
  }
}
