package io.metaflows.metaflow;

import static io.metaflows.metaflow.Given.THE_ACCOUNT;
import static io.metaflows.metaflow.Given.THE_DEVICE;
import static io.metaflows.metaflow.Given.THE_USER;
import static io.metaflows.metaflow.Given.match;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for any documents and any digits, tried on as many as one seed each makes. */
class EffectiveMetaflowsPropertyTest {

  private static final int MANY = 3_000;
  private static final List<Scope> ORDER = List.of(THE_ACCOUNT, THE_DEVICE, THE_USER);

  @Test
  void anyDocumentsAndAnyDigitsEndInAMatchOrNone() {
    seeds()
        .forEach(
            seed -> {
              RandomDocuments given = new RandomDocuments(seed);
              List<ObjectNode> documents =
                  List.of(given.anything(), given.anything(), given.anything());
              List<ObjectNode> before = documents.stream().map(ObjectNode::deepCopy).toList();
              EffectiveMetaflows merged = merged(documents);

              match(merged, given.digits())
                  .ifPresent(
                      match -> assertThat(match.metaflow()).describedAs("%s", seed).isNotNull());

              assertThat(documents).describedAs("seed %s", seed).isEqualTo(before);
            });
  }

  @Test
  void aMatchIsTheNumberIfThereIsOneElseTheFirstPatternFound() {
    seeds()
        .forEach(
            seed -> {
              RandomDocuments given = new RandomDocuments(seed);
              EffectiveMetaflows merged =
                  merged(List.of(given.accepted(), given.accepted(), given.accepted()));
              Digits digits = given.digits();
              String collected =
                  digits.value().startsWith(merged.bindingDigit())
                      ? digits.value().substring(1)
                      : digits.value();

              // Expressions of this generator mean the same to Java's engine.
              Optional<MatchedEntry> expected =
                  merged.numbers().stream()
                      .filter(number -> number.name().equals(collected))
                      .findFirst()
                      .or(
                          () ->
                              merged.patterns().stream()
                                  .filter(
                                      pattern ->
                                          java.util.regex.Pattern.compile(pattern.name())
                                              .matcher(collected)
                                              .find())
                                  .findFirst());

              assertThat(match(merged, digits).map(MetaflowMatch::entry))
                  .describedAs("seed %s", seed)
                  .isEqualTo(expected);
            });
  }

  @Test
  void theLastScopeThatHasAKeyDecidesIt() {
    seeds()
        .forEach(
            seed -> {
              RandomDocuments given = new RandomDocuments(seed);
              List<ObjectNode> documents =
                  List.of(given.accepted(), given.accepted(), given.accepted());
              EffectiveMetaflows merged = merged(documents);

              for (MatchedEntry found : merged.patterns()) {
                assertThat(found.scope())
                    .describedAs("seed %s, %s", seed, found.name())
                    .isEqualTo(ORDER.get(last(documents, "patterns", found.name())));
              }
              for (MatchedEntry found : merged.numbers()) {
                assertThat(found.scope())
                    .describedAs("seed %s, %s", seed, found.name())
                    .isEqualTo(ORDER.get(last(documents, "numbers", found.name())));
              }
            });
  }

  @Test
  void mergingIsAssociative() {
    seeds()
        .forEach(
            seed -> {
              RandomDocuments given = new RandomDocuments(seed);
              EffectiveMetaflows account =
                  EffectiveMetaflows.of(THE_ACCOUNT, Metaflows.of(given.anything()));
              EffectiveMetaflows device =
                  EffectiveMetaflows.of(THE_DEVICE, Metaflows.of(given.anything()));
              EffectiveMetaflows user =
                  EffectiveMetaflows.of(THE_USER, Metaflows.of(given.anything()));

              assertThat(seen(account.overriddenBy(device).overriddenBy(user)))
                  .describedAs("seed %s", seed)
                  .isEqualTo(seen(account.overriddenBy(device.overriddenBy(user))));
            });
  }

  @Test
  void nothingAssignedIsNeutral() {
    seeds()
        .forEach(
            seed -> {
              EffectiveMetaflows some =
                  EffectiveMetaflows.of(
                      THE_ACCOUNT, Metaflows.of(new RandomDocuments(seed).anything()));
              EffectiveMetaflows empty = EffectiveMetaflows.of(THE_USER, Metaflows.EMPTY);

              assertThat(seen(some.overriddenBy(empty))).isEqualTo(seen(some));
              assertThat(seen(empty.overriddenBy(some))).isEqualTo(seen(some));
              assertThat(seen(some.overriddenBy(EffectiveMetaflows.NONE))).isEqualTo(seen(some));
            });
  }

  private static LongStream seeds() {
    return LongStream.range(0, MANY);
  }

  private static EffectiveMetaflows merged(List<ObjectNode> documents) {
    return EffectiveMetaflows.of(
        ORDER,
        Map.of(
            THE_ACCOUNT,
            Metaflows.of(documents.get(0)),
            THE_DEVICE,
            Metaflows.of(documents.get(1)),
            THE_USER,
            Metaflows.of(documents.get(2))));
  }

  private static int last(List<ObjectNode> documents, String part, String name) {
    for (int i = documents.size() - 1; i >= 0; i--) {
      if (documents.get(i).path(part).has(name)) {
        return i;
      }
    }
    throw new AssertionError("an entry from nowhere: " + name);
  }

  /** Everything that can be seen of it from outside, nodes included. */
  private static List<Object> seen(EffectiveMetaflows metaflows) {
    return List.of(
        metaflows.bindingDigit(),
        metaflows.digitTimeout(),
        metaflows.listenOn(),
        metaflows.numbers().stream().map(found -> metaflows.number(found.name())).toList(),
        metaflows.patterns().stream()
            .map(found -> metaflows.pattern(found.name(), Optional.empty()))
            .toList());
  }
}
