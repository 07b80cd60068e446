package io.metaflows.http;

import static io.metaflows.metaflow.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.documents.DocumentResult;
import io.metaflows.http.GivenRequest.Read;
import io.metaflows.metaflow.Json;
import io.metaflows.store.Revision;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The status, message, data and headers of each result about a document (docs/api.md#errors). */
class DocumentResponsesTest {

  private static final String TEXT = "3-0123456789abcdef0123456789abcdef";
  private static final Revision REVISION = Revision.parse(TEXT).orElseThrow();
  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> SOON = Map.of("Retry-After", "1");
  private static final DocumentResult STORED =
      new DocumentResult.CurrentDocument(true, json("{'listen_on':'self'}"), Optional.of(REVISION));
  private static final DocumentResult TOMBSTONE =
      new DocumentResult.CurrentDocument(false, Json.object(), Optional.of(REVISION));

  private static Arguments row(
      DocumentResult result, int status, String message, String data, Map<String, String> headers) {
    return Arguments.of(result, new Read(status, message, json(data), headers));
  }

  static Stream<Arguments> results() {
    return Stream.of(
        row(STORED, 200, "", "{'listen_on':'self'}", Map.of("ETag", '"' + TEXT + '"')),
        row(TOMBSTONE, 200, "", "{}", Map.of("ETag", '"' + TEXT + '"')),
        row(
            new DocumentResult.CurrentDocument(false, Json.object(), Optional.empty()),
            200,
            "",
            "{}",
            NONE),
        row(
            new DocumentResult.ValidDocument(json("{'binding_digit':'*'}")),
            200,
            "",
            "{'binding_digit':'*'}",
            NONE),
        row(
            new DocumentResult.InvalidDocument(json("{'listen_on':{'enum':{}}}")),
            400,
            "validation error",
            "{'listen_on':{'enum':{}}}",
            NONE),
        row(
            new DocumentResult.DocumentTooLarge(1_000),
            413,
            "validation error",
            "{'file':{'maxSize':{'message':'Payload or Files must not be more than 1000 bytes',"
                + "'target':1000}}}",
            NONE),
        row(
            new DocumentResult.PreconditionNotMet(Optional.of(REVISION)),
            412,
            "precondition_failed",
            "{'message':'precondition failed','revision':'" + TEXT + "'}",
            NONE),
        row(
            new DocumentResult.PreconditionNotMet(Optional.empty()),
            412,
            "precondition_failed",
            "{'message':'precondition failed'}",
            NONE),
        row(
            DocumentResult.WRITE_UNSETTLED,
            503,
            "datastore_unreachable",
            "{'message':'datastore timeout','outcome':'unknown'}",
            SOON),
        row(
            DocumentResult.DATASTORE_UNAVAILABLE,
            503,
            "datastore_unreachable",
            "{'message':'datastore timeout'}",
            SOON));
  }

  @ParameterizedTest
  @MethodSource("results")
  void eachResultHasItsResponse(DocumentResult result, Read expected) throws IOException {
    assertThat(Read.of(response("POST", "*", result))).isEqualTo(expected);
  }

  @Test
  void aScopeThatWasEverWrittenTellsItsRevision() throws IOException {
    for (DocumentResult written : new DocumentResult[] {STORED, TOMBSTONE}) {
      assertThat(Json.mapper().readTree(response("GET", "", written).body()).path("revision"))
          .isEqualTo(Json.nodes().textNode(TEXT));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TEXT, '"' + TEXT + '"', "W/\"" + TEXT + '"', "*", "x, " + TEXT})
  void aGetOfWhatTheCallerHasIsNotModified(String tags) {
    ApiResponse response = response("GET", tags, STORED);

    assertThat(response.status()).isEqualTo(304);
    assertThat(response.headers()).containsEntry("ETag", '"' + TEXT + '"');
    assertThat(response.body()).isEmpty();
  }

  @Test
  void aWriteAndATombstoneAreNeverNotModified() {
    assertThat(response("POST", TEXT, STORED).status()).isEqualTo(200);
    assertThat(response("GET", TEXT, TOMBSTONE).status()).isEqualTo(200);
    assertThat(response("GET", "2-" + TEXT.substring(2), STORED).status()).isEqualTo(200);
  }

  private static ApiResponse response(String method, String ifNoneMatch, DocumentResult result) {
    return result.fold(
        new DocumentResponses(
            GivenRequest.of(method, Map.of("if-none-match", ifNoneMatch)), GivenRequest.ENVELOPE));
  }
}
