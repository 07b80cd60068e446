package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedDocumentsTest {

  @Test
  void whatIsAnsweredCanBeSentBackAndChangesNothing() {
    int accepted = 0;
    for (Generated generated : List.of(new Generated(1, 0), new Generated(2, 0.01))) {
      for (int i = 0; i < 400; i++) {
        ObjectNode sent = generated.document();
        if (Sample.SCHEMAS.checkDocument(sent) instanceof Verdict.Accepted stored) {
          accepted++;
          holdsRoundTrip(stored.value(), true);
          holdsRoundTrip(stored.value(), false);
        }
      }
    }
    assertThat(accepted).isGreaterThan(400);
  }

  private static void holdsRoundTrip(ObjectNode stored, boolean accountScope) {
    String before = Json.text(stored);
    ObjectNode filled = Sample.SCHEMAS.fillDocument(stored, accountScope);
    assertThat(Json.text(stored)).isEqualTo(before);
    assertThat(Json.text(Sample.SCHEMAS.fillDocument(filled, accountScope)))
        .isEqualTo(Json.text(filled));
    ObjectNode sentBack = Sample.accepted(filled);
    assertThat(Json.text(sentBack)).isEqualTo(Json.text(filled));
    assertThat(Json.text(Sample.SCHEMAS.fillDocument(sentBack, accountScope)))
        .isEqualTo(Json.text(filled));
  }

  @Test
  void documentsWithoutAnythingStrayAreAllAccepted() {
    Generated generated = new Generated(3, 0);
    for (int i = 0; i < 300; i++) {
      Sample.accepted(generated.document());
    }
  }

  @Test
  void noJsonMakesACheckOrAFillThrowOrIsChangedByIt() {
    Generated stray = new Generated(4, 0.3);
    for (int i = 0; i < 2_000; i++) {
      JsonNode any = i % 2 == 0 ? stray.document() : stray.anything(0);
      if (any instanceof ObjectNode object) {
        String before = Json.text(object);
        for (Schemas schemas : List.of(Sample.SCHEMAS, Sample.REJECTING)) {
          assertThat(schemas.checkDocument(object)).isNotNull();
          assertThat(schemas.checkNode(object)).isNotNull();
          assertThat(schemas.fillDocument(object, true)).isNotNull();
          assertThat(schemas.fillNode(object)).isNotNull();
        }
        assertThat(Json.text(object)).isEqualTo(before);
      }
    }
  }
}
