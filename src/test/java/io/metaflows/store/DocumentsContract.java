package io.metaflows.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.store.Precondition.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of documents does (docs/revisions.md). */
abstract class DocumentsContract {

  static final Metaflows ONE = document("version", "one");
  private static final Metaflows TWO = document("version", "two");
  static final Precondition IF_SOMETHING = new Precondition(Tags.ANY, Tags.UNSET);
  static final Precondition IF_NOTHING = new Precondition(Tags.UNSET, Tags.ANY);
  private static final Revision STRANGER = new Revision(1, "0123456789abcdef0123456789abcdef");

  final Scope scope = Scopes.fresh();
  Documents documents;

  /** The store under test. What it contains must not matter: each test has scopes of its own. */
  abstract Documents documents();

  @BeforeEach
  void openTheStore() {
    documents = documents();
  }

  @Test
  void aScopeThatWasNeverWrittenHasNeitherDocumentNorRevision() {
    assertThat(read(scope)).isEqualTo(found(Optional.empty(), Optional.empty()));
  }

  @Test
  void whatIsPutIsRead() {
    Written.Done done = done(put(ONE));

    assertThat(done.before()).isEmpty();
    assertThat(done.after().toString()).matches("1-[0-9a-f]{32}");
    assertThat(read(scope)).isEqualTo(found(Optional.of(ONE), Optional.of(done.after())));
  }

  @Test
  void aPutReplacesAndTellsBothRevisions() {
    Revision first = done(put(ONE)).after();
    Written.Done second = done(put(TWO));

    assertThat(second.before()).contains(first);
    assertThat(second.after().writes()).isEqualTo(2);
    assertThat(read(scope)).isEqualTo(found(Optional.of(TWO), Optional.of(second.after())));
  }

  @Test
  void theDigestIsOfTheContentAlone() {
    Revision first = done(put(ONE)).after();
    Revision second = done(put(TWO)).after();
    Revision third = done(put(ONE)).after();

    assertThat(third.digest()).isEqualTo(first.digest()).isNotEqualTo(second.digest());
    assertThat(third.writes()).isEqualTo(3);
  }

  @Test
  void aDeleteLeavesATombstoneFromWhichTheCountGoesOn() {
    Revision first = done(put(ONE)).after();
    Written.Done deleted = done(delete(Precondition.NONE));

    assertThat(deleted.before()).contains(first);
    assertThat(deleted.after().writes()).isEqualTo(2);
    assertThat(read(scope)).isEqualTo(found(Optional.empty(), Optional.of(deleted.after())));
    Written.Done again = done(put(ONE));
    assertThat(again.before()).contains(deleted.after());
    assertThat(again.after().writes()).isEqualTo(3);
  }

  @Test
  void aDeleteOfNothingWritesNothing() {
    assertThat(delete(Precondition.NONE)).isEqualTo(new Written.NothingThere(Optional.empty()));
    assertThat(read(scope)).isEqualTo(found(Optional.empty(), Optional.empty()));
  }

  @Test
  void aDeleteOfATombstoneWritesNothing() {
    put(ONE);
    Revision tombstone = done(delete(Precondition.NONE)).after();

    assertThat(delete(Precondition.NONE))
        .isEqualTo(new Written.NothingThere(Optional.of(tombstone)));
    assertThat(delete(IF_NOTHING)).isEqualTo(new Written.NothingThere(Optional.of(tombstone)));
    assertThat(read(scope)).isEqualTo(found(Optional.empty(), Optional.of(tombstone)));
  }

  @Test
  void ifMatchWritesOverThatRevisionOnly() {
    Revision first = done(put(ONE)).after();
    Revision second = done(put(TWO, ifMatch(first))).after();

    assertThat(put(ONE, ifMatch(first))).isEqualTo(failed(second));
    assertThat(put(ONE, ifMatch(new Revision(2, first.digest())))).isEqualTo(failed(second));
    assertThat(put(ONE, ifMatch(new Revision(1, second.digest())))).isEqualTo(failed(second));
    assertThat(read(scope)).isEqualTo(found(Optional.of(TWO), Optional.of(second)));
    assertThat(done(put(ONE, ifMatch(first, second, STRANGER))).after().writes()).isEqualTo(3);
  }

  @Test
  void ifMatchOfNoRevisionOfOursNeverHolds() {
    assertThat(put(ONE, ifMatch())).isEqualTo(new Written.PreconditionFailed(Optional.empty()));
    Revision first = done(put(ONE)).after();
    assertThat(put(TWO, ifMatch())).isEqualTo(failed(first));
  }

  @Test
  void ifMatchAnyNeedsADocument() {
    assertThat(put(ONE, IF_SOMETHING)).isEqualTo(new Written.PreconditionFailed(Optional.empty()));
    put(ONE);
    assertThat(done(put(TWO, IF_SOMETHING)).after().writes()).isEqualTo(2);
    Revision tombstone = done(delete(IF_SOMETHING)).after();
    assertThat(put(ONE, IF_SOMETHING)).isEqualTo(failed(tombstone));
  }

  @Test
  void aTombstonesRevisionMatchesNothing() {
    put(ONE);
    Revision tombstone = done(delete(Precondition.NONE)).after();

    assertThat(put(ONE, ifMatch(tombstone))).isEqualTo(failed(tombstone));
    assertThat(delete(ifMatch(tombstone))).isEqualTo(failed(tombstone));
    assertThat(done(put(ONE, ifNoneMatch(tombstone))).after().writes()).isEqualTo(3);
  }

  @Test
  void ifNoneMatchAnyOnlyCreates() {
    Revision first = done(put(ONE, IF_NOTHING)).after();
    assertThat(put(TWO, IF_NOTHING)).isEqualTo(failed(first));
    delete(Precondition.NONE);
    assertThat(done(put(TWO, IF_NOTHING)).after().writes()).isEqualTo(3);
  }

  @Test
  void ifNoneMatchOfRevisionsWritesOverAllOthers() {
    Revision first = done(put(ONE, ifNoneMatch(STRANGER))).after();

    assertThat(put(TWO, ifNoneMatch(first))).isEqualTo(failed(first));
    assertThat(put(TWO, ifNoneMatch(first, STRANGER))).isEqualTo(failed(first));
    assertThat(delete(ifNoneMatch(first))).isEqualTo(failed(first));
    assertThat(done(put(TWO, ifNoneMatch(STRANGER))).after().writes()).isEqualTo(2);
    assertThat(done(put(ONE, ifNoneMatch())).after().writes()).isEqualTo(3);
  }

  @Test
  void bothPreconditionsHaveToHold() {
    Revision first = done(put(ONE)).after();
    Tags current = new Tags.OneOf(Set.of(first));

    assertThat(put(TWO, new Precondition(current, current))).isEqualTo(failed(first));
    assertThat(done(put(TWO, new Precondition(current, new Tags.OneOf(Set.of(STRANGER))))).before())
        .contains(first);
  }

  @Test
  void aConditionalDeleteDeletesThatRevisionOnly() {
    Revision first = done(put(ONE)).after();
    Revision second = done(put(TWO)).after();

    assertThat(delete(ifMatch(first))).isEqualTo(failed(second));
    assertThat(done(delete(ifMatch(second))).before()).contains(second);
  }

  @Test
  void aConditionalDeleteOfNothingFails() {
    assertThat(delete(ifMatch(STRANGER)))
        .isEqualTo(new Written.PreconditionFailed(Optional.empty()));
    assertThat(delete(IF_SOMETHING)).isEqualTo(new Written.PreconditionFailed(Optional.empty()));
  }

  @Test
  void twentyRevisionsFitIntoEachHeader() {
    put(ONE);
    Revision[] many = new Revision[20];
    for (int i = 0; i < many.length; i++) {
      many[i] = new Revision(999_999_999_999_999_980L + i, STRANGER.digest());
    }
    Precondition both = new Precondition(ifMatch(many).match(), ifNoneMatch(many).noneMatch());

    assertThat(put(TWO, both)).isInstanceOf(Written.PreconditionFailed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"zebra\":1,\"apple\":2,\"mango\":{\"2\":1,\"10\":2,\"1\":3}}",
        "{\"a\":1.10,\"b\":1.0,\"c\":0.1234567890123456789,\"d\":12345678901234567890.123456789}",
        "{\"a\":1E+5,\"b\":1.5E-300,\"d\":123456789012345678901234567890,\"e\":-1}",
        "{\"\":{\"\":[\"\",null,true,[]]},\" \":{}}",
        "{\"text\":\"\\u0000 \\n \\\" \\\\ / é 日本 😀 \u2028\"}"
      })
  void keyOrderAndDecimalsSurviveToTheLastDigit(String text) throws Exception {
    ObjectNode document = Json.mapper().readValue(text, ObjectNode.class);
    put(Metaflows.of(document));

    assertThat(Json.text(document)).isEqualTo(text);
    assertThat(read(scope).document().orElseThrow().text()).isEqualTo(text);
  }

  @Test
  void aNumberThatIsAsLongAsANumberMayBeCanBeReadAgain() throws Exception {
    String text = "{\"a\":1" + "0".repeat(997) + "e5,\"b\":0." + "1".repeat(998) + "}";
    ObjectNode document = Json.mapper().readValue(text, ObjectNode.class);
    put(Metaflows.of(document));

    assertThat(read(scope).document()).contains(Metaflows.of(document));
  }

  @Test
  void theLargestBodyFits() {
    ObjectNode document = Json.object();
    document.put("text", "é".repeat(128 * 1024));
    put(Metaflows.of(document));

    assertThat(read(scope).document()).contains(Metaflows.of(document));
  }

  @Test
  void scopesDoNotMix() {
    AccountId account = Scopes.account();
    List<Scope> scopes =
        List.of(
            new Scope.Account(account),
            new Scope.User(account, "x"),
            new Scope.Device(account, "x"),
            new Scope.User(account, "X"),
            new Scope.User(Scopes.account(), "x"));
    for (Scope each : scopes) {
      Metaflows own = document("of", each.toString());
      assertThat(done(documents.put(each, own, Precondition.NONE, soon())).before()).isEmpty();
    }
    for (Scope each : scopes) {
      assertThat(read(each).document()).contains(document("of", each.toString()));
    }
  }

  @Test
  void allScopesAreReadAtOnceAndThoseWithoutADocumentAreAbsent() {
    AccountId account = Scopes.account();
    Scope user = new Scope.User(account, "u");
    Scope device = new Scope.Device(account, "d");
    Scope gone = new Scope.Device(account, "gone");
    documents.put(user, ONE, Precondition.NONE, soon());
    documents.put(device, TWO, Precondition.NONE, soon());
    documents.put(gone, TWO, Precondition.NONE, soon());
    documents.delete(gone, Precondition.NONE, soon());

    List<Scope> asked = List.of(new Scope.Account(account), user, device, gone, user);
    assertThat(documents.readAll(asked, soon()))
        .isEqualTo(new DocumentsRead.StoredDocuments(Map.of(user, ONE, device, TWO)));
  }

  @Test
  void concurrentWritersGetDistinctRevisionsWithoutGaps() {
    int rounds = 15;
    List<Written.Done> all =
        Writers.together(
            8, rounds, writer -> done(put(document("writer", Integer.toString(writer)))));

    assertThat(all.stream().map(done -> done.after().writes()).sorted())
        .containsExactlyElementsOf(Writers.oneTo(8L * rounds));
    Written.Done last =
        all.stream().filter(done -> done.after().writes() == 8L * rounds).findAny().orElseThrow();
    assertThat(read(scope).revision()).contains(last.after());
  }

  @Test
  void ofConcurrentConditionalWritersExactlyOneWinsEachRound() {
    Revision current = done(put(ONE)).after();
    for (int round = 0; round < 10; round++) {
      Precondition ifCurrent = ifMatch(current);
      List<Written> all =
          Writers.together(
              8, 1, writer -> put(document("writer", Integer.toString(writer)), ifCurrent));

      List<Written> won = all.stream().filter(Written.Done.class::isInstance).toList();
      assertThat(won).hasSize(1);
      current = done(won.get(0)).after();
      assertThat(all).containsOnly(won.get(0), failed(current));
    }
  }

  @Test
  void ofConcurrentCreatorsExactlyOneWins() {
    List<Written> all =
        Writers.together(
            8, 1, writer -> put(document("writer", Integer.toString(writer)), IF_NOTHING));

    assertThat(all.stream().filter(Written.Done.class::isInstance)).hasSize(1);
  }

  DocumentRead.StoredDocument read(Scope scope) {
    return (DocumentRead.StoredDocument) documents.read(scope, soon());
  }

  Written put(Metaflows document) {
    return put(document, Precondition.NONE);
  }

  Written put(Metaflows document, Precondition precondition) {
    return documents.put(scope, document, precondition, soon());
  }

  Written delete(Precondition precondition) {
    return documents.delete(scope, precondition, soon());
  }

  private static DocumentRead found(Optional<Metaflows> document, Optional<Revision> revision) {
    return new DocumentRead.StoredDocument(document, revision);
  }

  private static Metaflows document(String key, String value) {
    return Metaflows.of(Json.object().put(key, value));
  }

  private static Written failed(Revision current) {
    return new Written.PreconditionFailed(Optional.of(current));
  }

  private static Precondition ifMatch(Revision... revisions) {
    return new Precondition(new Tags.OneOf(Set.of(revisions)), Tags.UNSET);
  }

  private static Precondition ifNoneMatch(Revision... revisions) {
    return new Precondition(Tags.UNSET, new Tags.OneOf(Set.of(revisions)));
  }

  private static Written.Done done(Written written) {
    assertThat(written).isInstanceOf(Written.Done.class);
    return (Written.Done) written;
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }
}
