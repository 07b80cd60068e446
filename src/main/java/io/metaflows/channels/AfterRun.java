package io.metaflows.channels;

import io.metaflows.store.RecordedResult;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a trigger leaves behind under its idempotency key. */
sealed interface AfterRun {

  /** The metaflow may have run. */
  AfterRun UNKNOWN = new KeepUnknown();

  /** Nothing ran, and the key may be used again. */
  AfterRun FREE = new FreeKey();

  /** The value that belongs to this alternative: one function for each. */
  <T> T fold(Function<RecordedResult, T> keep, Supplier<T> unknown, Supplier<T> free);

  /** The outcome is definite and is the result of the key. */
  record KeepResult(RecordedResult result) implements AfterRun {
    @Override
    public <T> T fold(Function<RecordedResult, T> keep, Supplier<T> unknown, Supplier<T> free) {
      return keep.apply(result);
    }
  }

  /** The metaflow may have run. */
  record KeepUnknown() implements AfterRun {
    @Override
    public <T> T fold(Function<RecordedResult, T> keep, Supplier<T> unknown, Supplier<T> free) {
      return unknown.get();
    }
  }

  /** Nothing ran, and the key may be used again. */
  record FreeKey() implements AfterRun {
    @Override
    public <T> T fold(Function<RecordedResult, T> keep, Supplier<T> unknown, Supplier<T> free) {
      return free.get();
    }
  }
}
