package io.metaflows.store;

import io.metaflows.metaflow.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One write of a document or a tombstone, from which its updates are made
 * (docs/revisions.md#late-attempts).
 *
 * @param text the document; empty for a tombstone
 * @param tombstonesKept how long a tombstone is kept
 */
record DocumentWrite(
    Scope scope, Optional<String> text, Precondition precondition, Duration tombstonesKept) {

  /** The first update. */
  DocumentUpdate update(Instant now) {
    DocumentCondition condition = DocumentCondition.of(precondition);
    if (needsTimes()) {
      condition.andNotWrittenSince(now);
    }
    return update(condition, now);
  }

  /** An update that replaces exactly this revision. */
  DocumentUpdate updateOver(Revision current, Instant now) {
    return update(DocumentCondition.over(current), now);
  }

  private DocumentUpdate update(DocumentCondition condition, Instant now) {
    if (text.isEmpty()) {
      condition.andSomethingThere();
    }
    return new DocumentUpdate(
        scope,
        text,
        DocumentItem.digestOf(text.orElse("")),
        condition,
        UUID.randomUUID().toString(),
        now,
        now.plus(tombstonesKept));
  }

  /**
   * Whether the precondition would also hold after another's write, so that a late attempt could
   * undo that write. A list of revisions in {@code If-Match} never holds again; a write without a
   * precondition may win whenever it arrives.
   */
  private boolean needsTimes() {
    boolean hasNoneMatch = precondition.noneMatch().fold(() -> false, () -> true, tags -> true);
    return precondition.match().fold(() -> hasNoneMatch, () -> true, revisions -> false);
  }

  /** Whether the precondition, and nothing but the times, allows to replace this revision. */
  boolean isAllowedOver(boolean exists, Revision current) {
    boolean something = text.isPresent() || exists;
    boolean matches =
        precondition
            .match()
            .fold(() -> true, () -> exists, revisions -> exists && revisions.contains(current));
    boolean noneMatches =
        precondition
            .noneMatch()
            .fold(() -> true, () -> !exists, revisions -> !exists || !revisions.contains(current));
    return needsTimes() && something && matches && noneMatches;
  }
}
