package io.metaflows.store;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The condition under which a write may happen (docs/revisions.md#preconditions). A tombstone
 * counts as nothing there.
 *
 * @param match what must be stored now
 * @param noneMatch what must not be stored now
 */
public record Precondition(Tags match, Tags noneMatch) {

  /** A write without a condition. */
  public static final Precondition NONE = new Precondition(Tags.UNSET, Tags.UNSET);

  /** Whether {@code If-Match} was sent. */
  public boolean hasMatch() {
    return match.fold(() -> false, () -> true, revisions -> true);
  }

  /** What a header {@code If-Match} or {@code If-None-Match} names. */
  public sealed interface Tags {

    /** The header was not sent. */
    Tags UNSET = new Unset();

    /** The header is {@code *}. */
    Tags ANY = new Any();

    /** The value that belongs to this header: one function for each alternative. */
    <T> T fold(Supplier<T> unset, Supplier<T> any, Function<Set<Revision>, T> oneOf);

    /** The header was not sent. */
    record Unset() implements Tags {
      @Override
      public <T> T fold(Supplier<T> unset, Supplier<T> any, Function<Set<Revision>, T> oneOf) {
        return unset.get();
      }
    }

    /** {@code *}: any document. */
    record Any() implements Tags {
      @Override
      public <T> T fold(Supplier<T> unset, Supplier<T> any, Function<Set<Revision>, T> oneOf) {
        return any.get();
      }
    }

    /**
     * One of these revisions. Tags that are not one of this service's revisions match nothing, so
     * the set may be empty.
     *
     * @param revisions at most 20
     */
    record OneOf(Set<Revision> revisions) implements Tags {
      public OneOf {
        revisions = Set.copyOf(revisions);
      }

      @Override
      public <T> T fold(Supplier<T> unset, Supplier<T> any, Function<Set<Revision>, T> oneOf) {
        return oneOf.apply(revisions);
      }
    }
  }
}
