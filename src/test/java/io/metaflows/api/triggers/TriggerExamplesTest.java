package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.project.MarkdownPage;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.LiveCall;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/triggers.md, run on a live call whose account has metaflows for them. */
@QuarkusTest
class TriggerExamplesTest extends LiveCall {

  private static final MarkdownPage PAGE = MarkdownPage.read("docs/triggers.md");

  @BeforeEach
  void metaflows() {
    store(
        "",
        "{\"numbers\":{\"9\":{\"module\":\"hangup\"}},\"patterns\":{\"2(\\\\d+)\":"
            + "{\"module\":\"transfer\",\"data\":{\"takeback_dtmf\":\"*1\"}}}}");
  }

  @Test
  void everyFormIsRun() {
    for (MarkdownPage.Row row : PAGE.rowsUnder("forms")) {
      assertThat(run(row.code(1)).send().status()).as(row.code(1)).isEqualTo(201);
    }
  }

  @Test
  void theAnswersAreThoseThatAreWritten() {
    String envelope = PAGE.jsonUnder("triggers").get(0);
    Reply stored = Api.put(channel(CALL), envelope).send();
    Reply inline = run(PAGE.rowsUnder("forms").get(0).code(1)).send();

    assertThat(inline.data()).isEqualTo(json(PAGE.jsonUnder("answers").get(0)));
    assertThat(stored.data()).isEqualTo(json(PAGE.jsonUnder("answers").get(1)));
  }
}
