package io.metaflows.metaflow;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The result of looking for a metaflow of a channel (docs/matching.md#digits). */
public sealed interface MetaflowLookup {

  /** No number and no pattern matches. */
  MetaflowLookup NONE = new NoMatch();

  /** The deadline passed before all patterns were tried. */
  MetaflowLookup OUT_OF_TIME = new OutOfTime();

  /** The result of a search that needs no time. */
  static MetaflowLookup of(Optional<MetaflowMatch> found) {
    return found.<MetaflowLookup>map(Matched::new).orElse(NONE);
  }

  /** The value that belongs to this result: one function for each alternative. */
  <T> T fold(Function<MetaflowMatch, T> matched, Supplier<T> none, Supplier<T> outOfTime);

  /** A number or a pattern matches. */
  record Matched(MetaflowMatch match) implements MetaflowLookup {
    @Override
    public <T> T fold(Function<MetaflowMatch, T> matched, Supplier<T> none, Supplier<T> outOfTime) {
      return matched.apply(match);
    }
  }

  /** No number and no pattern matches. */
  record NoMatch() implements MetaflowLookup {
    @Override
    public <T> T fold(Function<MetaflowMatch, T> matched, Supplier<T> none, Supplier<T> outOfTime) {
      return none.get();
    }
  }

  /** The deadline passed before all patterns were tried. */
  record OutOfTime() implements MetaflowLookup {
    @Override
    public <T> T fold(Function<MetaflowMatch, T> matched, Supplier<T> none, Supplier<T> outOfTime) {
      return outOfTime.get();
    }
  }
}
