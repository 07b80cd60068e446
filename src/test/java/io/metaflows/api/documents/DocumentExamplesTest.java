package io.metaflows.api.documents;

import static io.metaflows.testing.api.ApiAssertions.accountPath;
import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.project.MarkdownPage;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The examples of docs/documents.md, posted to the API. */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
class DocumentExamplesTest {

  private static final MarkdownPage PAGE = MarkdownPage.read("docs/documents.md");

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
}
