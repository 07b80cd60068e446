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
   * Whether the precondition can hold again after another client's write, so that a late attempt
   * could undo that write. A list of revisions in {@code If-Match} never holds again. A write
   * without a precondition may take effect whenever it arrives.
   */
  boolean needsTimes() {
    boolean hasNoneMatch = precondition.noneMatch().fold(() -> false, () -> true, tags -> true);
    return precondition.match().fold(() -> hasNoneMatch, () -> true, revisions -> false);
  }

  /**
   * Whether the write may happen, as far as the times are left out of account.
   *
   * @param exists whether a document is stored
   * @param current the revision of the scope, where it was ever written
   */
  boolean isAllowedOver(boolean exists, Optional<Revision> current) {
    boolean something = text.isPresent() || exists;
    boolean matches =
        precondition
            .match()
            .fold(
                () -> true,
                () -> exists,
                revisions -> exists && current.filter(revisions::contains).isPresent());
    boolean noneMatches =
        precondition
            .noneMatch()
            .fold(
                () -> true,
                () -> !exists,
                revisions -> !exists || current.filter(revisions::contains).isEmpty());
    return something && matches && noneMatches;
  }
}
