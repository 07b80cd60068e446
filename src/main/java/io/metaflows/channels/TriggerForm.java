package io.metaflows.channels;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Digits;
import io.metaflows.metaflow.EffectiveMetaflows;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.metaflow.MetaflowLookup;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One of the four ways to name the metaflow to run (docs/triggers.md#forms). */
public sealed interface TriggerForm {

  /** The answer that belongs to this form: for an inline metaflow, or for a stored one. */
  <T> T fold(Function<Inline, T> inline, Function<Stored, T> stored);

  /**
   * The metaflow itself.
   *
   * @param metaflow validated and coerced; no default is filled in
   */
  record Inline(Metaflow metaflow) implements TriggerForm {
    @Override
    public <T> T fold(Function<Inline, T> inline, Function<Stored, T> stored) {
      return inline.apply(this);
    }
  }

  /** One of the metaflows that are stored for the channel. */
  sealed interface Stored extends TriggerForm {

    /** What the caller named: the number, the pattern or the digits. */
    String name();

    /** The metaflow of that name among those of the channel. */
    MetaflowLookup in(EffectiveMetaflows metaflows, Deadline deadline);

    @Override
    default <T> T fold(Function<Inline, T> inline, Function<Stored, T> stored) {
      return stored.apply(this);
    }
  }

  /** The metaflow under a number. */
  record ByNumber(String number) implements Stored {
    @Override
    public String name() {
      return number;
    }

    @Override
    public MetaflowLookup in(EffectiveMetaflows metaflows, Deadline deadline) {
      return MetaflowLookup.of(metaflows.number(number));
    }
  }

  /**
   * The metaflow under a pattern.
   *
   * @param pattern as it is written in the document
   * @param captures for its nodes; at most 32 texts of at most 64 characters
   */
  record ByPattern(String pattern, Optional<List<String>> captures) implements Stored {
    public ByPattern {
      captures = captures.map(List::copyOf);
    }

    @Override
    public String name() {
      return pattern;
    }

    @Override
    public MetaflowLookup in(EffectiveMetaflows metaflows, Deadline deadline) {
      return MetaflowLookup.of(metaflows.pattern(pattern, captures));
    }
  }

  /** The metaflow that the listener would run for these keys. */
  record ByDigits(Digits digits) implements Stored {
    @Override
    public String name() {
      return digits.value();
    }

    @Override
    public MetaflowLookup in(EffectiveMetaflows metaflows, Deadline deadline) {
      return metaflows.digits(digits, deadline);
    }
  }
}
