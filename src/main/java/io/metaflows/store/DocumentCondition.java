package io.metaflows.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A write's condition as DynamoDB's expression (contract, section 5). The names {@code #doc},
 * {@code #n}, {@code #digest} and {@code #writeId} are those of {@link DocumentUpdate}.
 */
final class DocumentCondition {

  /** What makes it safe to send a write again: it never happens twice in a row. */
  static final String NOT_MINE_YET = "(attribute_not_exists(#writeId) OR #writeId <> :own)";

  static final String SOMETHING_THERE = "attribute_exists(#doc)";
  static final String NOTHING_THERE = "attribute_not_exists(#doc)";

  /** Counters begin at 1; a condition has no word for "false". */
  static final String NEVER = "#n < :one AND " + SOMETHING_THERE;

  private final List<String> parts = new ArrayList<>(List.of(NOT_MINE_YET));
  private final Map<String, AttributeValue> values = new HashMap<>();

  private DocumentCondition() {}

  static DocumentCondition of(Precondition precondition) {
    DocumentCondition condition = new DocumentCondition();
    if (precondition.match() instanceof Precondition.Tags.Any) {
      condition.parts.add(SOMETHING_THERE);
    } else if (precondition.match() instanceof Precondition.Tags.OneOf one) {
      condition.parts.add(
          one.revisions().isEmpty()
              ? "(" + NEVER + ")"
              : "(" + SOMETHING_THERE + " AND (" + condition.anyOf(one.revisions()) + "))");
    }
    if (precondition.noneMatch() instanceof Precondition.Tags.Any) {
      condition.parts.add(NOTHING_THERE);
    } else if (precondition.noneMatch() instanceof Precondition.Tags.OneOf one
        && !one.revisions().isEmpty()) {
      condition.parts.add(
          "(" + NOTHING_THERE + " OR NOT (" + condition.anyOf(one.revisions()) + "))");
    }
    return condition;
  }

  DocumentCondition andSomethingThere() {
    parts.add(SOMETHING_THERE);
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
    // DynamoDB refuses doubled parentheses, and whoever uses this puts one pair around it.
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
