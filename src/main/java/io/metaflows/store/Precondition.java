package io.metaflows.store;

import java.util.Set;

/**
 * Under which condition a write may happen (contract, section 5); a tombstone counts as nothing
 * there.
 *
 * @param match what must be there now
 * @param noneMatch what must not be there now
 */
public record Precondition(Tags match, Tags noneMatch) {

  public static final Precondition NONE = new Precondition(new Tags.Unset(), new Tags.Unset());

  public boolean isNone() {
    return match instanceof Tags.Unset && noneMatch instanceof Tags.Unset;
  }

  /** What a header {@code If-Match} or {@code If-None-Match} names. */
  public sealed interface Tags {

    /** The header was not sent. */
    record Unset() implements Tags {}

    /** {@code *}: any document. */
    record Any() implements Tags {}

    /**
     * One of these revisions; tags that are no revision of ours match nothing, so the set may be
     * empty.
     *
     * @param revisions at most 20
     */
    record OneOf(Set<Revision> revisions) implements Tags {
      public OneOf {
        revisions = Set.copyOf(revisions);
      }
    }
  }
}
