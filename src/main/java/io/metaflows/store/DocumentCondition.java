package io.metaflows.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition of a write as a DynamoDB expression (docs/revisions.md#preconditions). The names
 * {@code #doc}, {@code #n}, {@code #digest} and {@code #writeId} are those of {@link
 * DocumentUpdate}.
 */
final class DocumentCondition {

  /** Makes it safe to send a write again: it never replaces its own result. */
  static final String NOT_MINE_YET = "(attribute_not_exists(#writeId) OR #writeId <> :own)";

  static final String SOMETHING_THERE = "attribute_exists(#doc)";
  static final String NOTHING_THERE = "attribute_not_exists(#doc)";

  /** Is never true: counters begin at 1. DynamoDB's expressions have no constant for that. */
  static final String NEVER = "#n < :one AND " + SOMETHING_THERE;

  /** This write is none of those before the last one either, as far as the item keeps them. */
  static final String NOT_MINE_BEFORE =
      DocumentItem.EARLIER_WRITE_IDS.stream()
          .map(name -> "(attribute_not_exists(#" + name + ") OR #" + name + " <> :own)")
          .collect(Collectors.joining(" AND "));

  /** Times have a fixed width, so they can be compared as texts. */
  static final String NOT_WRITTEN_SINCE = "(attribute_not_exists(#at) OR #at <= :at)";

  private final List<String> parts = new ArrayList<>(List.of(NOT_MINE_YET));
  private final Map<String, AttributeValue> values = new HashMap<>();

  private DocumentCondition() {}

  static DocumentCondition of(Precondition precondition) {
    DocumentCondition condition = new DocumentCondition();
    condition.add(
        precondition
            .match()
            .fold(Optional::empty, () -> Optional.of(SOMETHING_THERE), condition::matching));
    condition.add(
        precondition
            .noneMatch()
            .fold(Optional::empty, () -> Optional.of(NOTHING_THERE), condition::notMatching));
    return condition;
  }

  /** Replaces exactly this revision, whether it is a document's or a tombstone's. */
  static DocumentCondition over(Revision revision) {
    DocumentCondition condition = new DocumentCondition();
    condition.parts.add("(" + condition.anyOf(Set.of(revision)) + ")");
    return condition;
  }

  private void add(Optional<String> part) {
    part.ifPresent(parts::add);
  }

  private Optional<String> matching(Set<Revision> revisions) {
    return Optional.of(
        revisions.isEmpty()
            ? "(" + NEVER + ")"
            : "(" + SOMETHING_THERE + " AND (" + anyOf(revisions) + "))");
  }

  private Optional<String> notMatching(Set<Revision> revisions) {
    return revisions.isEmpty()
        ? Optional.empty()
        : Optional.of("(" + NOTHING_THERE + " OR NOT (" + anyOf(revisions) + "))");
  }

  DocumentCondition andSomethingThere() {
    parts.add(SOMETHING_THERE);
    return this;
  }

  /** An attempt that arrives late finds a write of another client that was made after it. */
  DocumentCondition andNotWrittenSince(Instant made) {
    parts.add(NOT_MINE_BEFORE);
    parts.add(NOT_WRITTEN_SINCE);
    values.put(":at", AttributeValue.fromS(DocumentItem.text(made)));
    return this;
  }

  String expression() {
    return String.join(" AND ", parts);
  }

  Map<String, AttributeValue> values() {
    return values;
  }

  private String anyOf(Set<Revision> revisions) {
    List<String> alternatives = new ArrayList<>();
    // DynamoDB refuses doubled parentheses, and the caller adds one pair.
    String form = revisions.size() == 1 ? "%s" : "(%s)";
    for (Revision revision : revisions) {
      String writes = ":n" + values.size();
      String digest = ":d" + values.size();
      values.put(writes, AttributeValue.fromN(Long.toString(revision.writes())));
      values.put(digest, AttributeValue.fromS(revision.digest()));
      alternatives.add(form.formatted("#n = " + writes + " AND #digest = " + digest));
    }
    return String.join(" OR ", alternatives);
  }
}
