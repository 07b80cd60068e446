package io.metaflows.channels;

import static io.metaflows.metaflow.Given.match;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Dialling;
import io.metaflows.metaflow.Digits;
import io.metaflows.metaflow.EffectiveMetaflows;
import io.metaflows.metaflow.Given;
import io.metaflows.metaflow.MatchedEntry;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.metaflow.MetaflowMatch;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.RandomDocuments;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.UnknownModules;
import io.metaflows.schema.Verdict;
import io.metaflows.testing.TestingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What holds for any accepted document: a switch is never sent what its schemas refuse. */
class SentMetaflowsPropertyTest {

  private static final int MANY = 2_000;

  private final Schemas schemas =
      Schemas.with(UnknownModules.ACCEPT, TestingSettings.defaults().limits());

  @Test
  void whatIsSentPassesTheSchemasAndNeedsNoDefault() {
    int matches = 0;
    for (long seed = 0; seed < MANY; seed++) {
      RandomDocuments given = new RandomDocuments(seed);
      EffectiveMetaflows metaflows = effective(accepted(given));
      for (int i = 0; i < 5; i++) {
        Optional<MetaflowMatch> match = match(metaflows, given.digits());
        if (match.isPresent()) {
          matches++;
          Metaflow sent = schemas.filled(match.get().metaflow());
          assertThat(schemas.checkNode(sent.toJson()))
              .describedAs("seed %s", seed)
              .isEqualTo(new Verdict.Accepted<>(sent));
          assertThat(schemas.filled(sent)).isEqualTo(sent);
          assertThat(transfers(sent.toJson()))
              .describedAs("seed %s", seed)
              .allMatch(JsonNode::isArray);
          assertThat(transfers(sent.toJson()))
              .describedAs("seed %s", seed)
              .noneMatch(JsonNode::isEmpty);
        }
      }
    }
    assertThat(matches).isGreaterThan(MANY);
  }

  @Test
  void storingTheAnswerUnchangedChangesNothingThatIsSent() {
    for (long seed = 0; seed < MANY; seed++) {
      RandomDocuments given = new RandomDocuments(seed);
      Metaflows stored = accepted(given);
      Metaflows again = accepted(schemas.filled(stored, Given.THE_ACCOUNT));

      for (int i = 0; i < 5; i++) {
        Digits digits = given.digits();
        assertThat(match(effective(again), digits).map(this::sent))
            .describedAs("seed %s", seed)
            .isEqualTo(match(effective(stored), digits).map(this::sent));
      }
    }
  }

  @Test
  void diallingTwiceIsDiallingOnce() {
    for (long seed = 0; seed < MANY; seed++) {
      EffectiveMetaflows metaflows = effective(accepted(new RandomDocuments(seed)));
      for (MatchedEntry found : metaflows.numbers()) {
        Metaflow once = metaflows.number(found.name()).orElseThrow().metaflow();
        assertThat(Dialling.dialled(once)).describedAs("seed %s", seed).isEqualTo(once);
      }
    }
  }

  private Metaflow sent(MetaflowMatch match) {
    return schemas.filled(match.metaflow());
  }

  private Metaflows accepted(RandomDocuments given) {
    return accepted(given.accepted());
  }

  private Metaflows accepted(ObjectNode document) {
    return schemas
        .checkDocument(document)
        .fold(
            valid -> valid,
            failures -> {
              throw new AssertionError(failures.toString());
            });
  }

  private static EffectiveMetaflows effective(Metaflows document) {
    return EffectiveMetaflows.of(Given.THE_ACCOUNT, document);
  }

  /** The captures of all transfers of a metaflow. */
  private static List<JsonNode> transfers(JsonNode node) {
    List<JsonNode> captures = new ArrayList<>();
    if (node.path("module").asText().equals("transfer")) {
      captures.add(node.at("/data/captures"));
    }
    node.path("children").forEach(child -> captures.addAll(transfers(child)));
    return captures;
  }
}
