package io.metaflows.channels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Digits;
import io.metaflows.metaflow.EffectiveMetaflows;
import io.metaflows.metaflow.Match;
import java.util.List;
import java.util.Optional;

/** The four ways to say which metaflow is to run (contract, section 8). */
public sealed interface Form {

  /**
   * The metaflow itself.
   *
   * @param node validated and coerced; no default is filled in
   */
  record Inline(ObjectNode node) implements Form {}

  /** One of those that are stored for the channel. */
  sealed interface Stored extends Form {

    /** What the caller called it. */
    String name();

    /** The metaflow that is meant; empty where the channel has none of that name. */
    Optional<Match> in(EffectiveMetaflows metaflows);
  }

  /** The metaflow under a number. */
  record ByNumber(String number) implements Stored {
    @Override
    public String name() {
      return number;
    }

    @Override
    public Optional<Match> in(EffectiveMetaflows metaflows) {
      return metaflows.number(number);
    }
  }

  /**
   * The metaflow under a pattern.
   *
   * @param pattern as it is written in the document
   * @param captures what its nodes are told; at most 32 texts of at most 64 characters
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
    public Optional<Match> in(EffectiveMetaflows metaflows) {
      return metaflows.pattern(pattern, captures);
    }
  }

  /** What the listener would run for these keys. */
  record ByDigits(Digits digits) implements Stored {
    @Override
    public String name() {
      return digits.value();
    }

    @Override
    public Optional<Match> in(EffectiveMetaflows metaflows) {
      return metaflows.digits(digits);
    }
  }
}
