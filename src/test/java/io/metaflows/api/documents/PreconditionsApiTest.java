package io.metaflows.api.documents;

import static io.metaflows.testing.api.ApiAssertions.accountPath;
import static io.metaflows.testing.api.ApiAssertions.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions, and writes with a precondition (docs/revisions.md#preconditions). */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
class PreconditionsApiTest {

  private static final String FOREIGN = "7-0123456789abcdef0123456789abcdef";

  private static void assertFailed(Reply reply, String current) {
    assertError(
        reply,
        412,
        "precondition_failed",
        "{\"message\":\"precondition failed\",\"revision\":\"" + current + "\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\"%s\"", "\"" + FOREIGN + "\", \"%s\"", "*", "nonsense,%s"})
  void aWriteThatNamesTheCurrentRevisionHappens(String header) {
    String path = accountPath();
    String first = Api.post(path, "{}").send().revision();
    Reply second = Api.post(path, "{}").header("if-match", header.formatted(first)).send();

    assertThat(second.status()).as(second.text()).isEqualTo(200);
    assertThat(second.revision()).startsWith("2-");
    Reply removed = Api.delete(path).header("if-match", header.formatted(second.revision())).send();
    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.revision()).startsWith("3-");
  }

  @ParameterizedTest
  @ValueSource(strings = {FOREIGN, "\"" + FOREIGN + "\"", "nonsense", "", "W/\"%s\"", "\"%s"})
  void aWriteThatNamesAnotherRevisionTellsTheCurrentOneAndChangesNothing(String header) {
    String path = accountPath();
    String current = Api.post(path, "{\"listen_on\":\"self\"}").send().revision();
    String sent = header.formatted(current);

    assertFailed(Api.post(path, "{}").header("if-match", sent).send(), current);
    assertFailed(Api.delete(path).header("if-match", sent).send(), current);
    Reply got = Api.get(path).send();
    assertThat(got.revision()).isEqualTo(current);
    assertThat(got.data().get("listen_on").asText()).isEqualTo("self");
  }

  @Test
  void whereNothingWasEverWrittenNoRevisionMatches() {
    String path = accountPath();
    String none = "{\"message\":\"precondition failed\"}";

    assertError(
        Api.post(path, "{}").header("if-match", "*").send(), 412, "precondition_failed", none);
    assertError(
        Api.delete(path).header("if-match", FOREIGN).send(), 412, "precondition_failed", none);
    assertThat(Api.get(path).send().json().has("revision")).isFalse();
  }

  @Test
  void createOnlyCreatesAndNeverReplaces() {
    String path = accountPath();
    Reply created = Api.post(path, "{}").header("if-none-match", "*").send();
    assertThat(created.status()).isEqualTo(200);

    assertFailed(Api.post(path, "{}").header("if-none-match", "*").send(), created.revision());

    String tombstone = Api.delete(path).send().revision();
    assertFailed(Api.post(path, "{}").header("if-match", tombstone).send(), tombstone);
    assertFailed(Api.post(path, "{}").header("if-match", "*").send(), tombstone);
    assertThat(Api.post(path, "{}").header("if-none-match", "*").send().revision())
        .startsWith("3-");
  }

  @Test
  void aGetOfWhatTheCallerHasAnswersNotModifiedWithoutABody() {
    String path = accountPath();
    String revision = Api.post(path, "{}").send().revision();

    for (String header : new String[] {revision, '"' + revision + '"', "W/\"" + revision + '"'}) {
      Reply reply = Api.get(path).header("if-none-match", header).send();
      assertThat(reply.status()).isEqualTo(304);
      assertThat(reply.text()).isEmpty();
      assertThat(reply.header("ETag")).isEqualTo('"' + revision + '"');
    }
    assertThat(Api.get(path).header("if-none-match", FOREIGN).send().status()).isEqualTo(200);
    String tombstone = Api.delete(path).send().revision();
    assertThat(Api.get(path).header("if-none-match", tombstone).send().status()).isEqualTo(200);
  }

  @Test
  void theBodyIsCheckedBeforeThePrecondition() {
    Reply reply = Api.post(accountPath(), "{\"listen_on\":1}").header("if-match", FOREIGN).send();
    assertThat(reply.status()).isEqualTo(400);
  }
}
