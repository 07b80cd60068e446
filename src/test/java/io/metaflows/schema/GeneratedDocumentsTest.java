package io.metaflows.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.metaflow.Metaflows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneratedDocumentsTest {

  @Test
  void whatIsAnsweredCanBeSentBackAndChangesNothing() {
    int accepted = 0;
    for (Generated generated : List.of(new Generated(1, 0), new Generated(2, 0.01))) {
      for (int i = 0; i < 400; i++) {
        ObjectNode sent = generated.document();
        Optional<Metaflows> stored =
            Sample.SCHEMAS.checkDocument(sent).fold(Optional::of, failures -> Optional.empty());
        if (stored.isPresent()) {
          accepted++;
          holdsRoundTrip(stored.get().toJson(), true);
          holdsRoundTrip(stored.get().toJson(), false);
        }
      }
    }
    assertThat(accepted).isGreaterThan(400);
  }

  private static void holdsRoundTrip(ObjectNode stored, boolean accountScope) {
    String before = Json.text(stored);
    ObjectNode filled = Sample.filledDocument(stored, accountScope);
    assertThat(Json.text(stored)).isEqualTo(before);
    assertThat(Json.text(Sample.filledDocument(filled, accountScope))).isEqualTo(Json.text(filled));
    ObjectNode sentBack = Sample.accepted(filled);
    assertThat(Json.text(sentBack)).isEqualTo(Json.text(filled));
    assertThat(Json.text(Sample.filledDocument(sentBack, accountScope)))
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
          assertThat(schemas.filled(Metaflows.of(object), Sample.ACCOUNT)).isNotNull();
          assertThat(schemas.filled(Metaflow.of(object))).isNotNull();
        }
        assertThat(Json.text(object)).isEqualTo(before);
      }
    }
  }
}
