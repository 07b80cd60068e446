package io.metaflows.schema;

import io.metaflows.settings.PositiveCount;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The settings {@code metaflows.limits}: how large a body and the document in it may be. */
public interface DocumentLimits {

  /** Bytes of a body. */
  @WithDefault("278528")
  @WithConverter(PositiveCount.class)
  int body();

  /** Bytes of one document with its defaults, as compact JSON. */
  @WithDefault("262144")
  @WithConverter(PositiveCount.class)
  int document();

  /** Levels of nested JSON, counted from the envelope, which is 1. At most 1,000. */
  @WithDefault("128")
  @WithConverter(JsonDepth.class)
  int jsonDepth();

  /** Levels of nested metaflows; the metaflow under a number or pattern is 1. */
  @WithDefault("32")
  @WithConverter(PositiveCount.class)
  int depth();

  /** Metaflows in one document. */
  @WithDefault("1000")
  @WithConverter(PositiveCount.class)
  int nodes();

  /** Numbers and patterns in one document, counted together. */
  @WithDefault("500")
  @WithConverter(PositiveCount.class)
  int entries();

  /** Characters of one pattern. */
  @WithDefault("256")
  @WithConverter(PositiveCount.class)
  int pattern();

  /** The product of the counts of a pattern's nested repeats. */
  @WithDefault("1000")
  @WithConverter(PositiveCount.class)
  int patternNesting();

  /** RE2/J instructions of one compiled pattern. */
  @WithDefault("2000")
  @WithConverter(PositiveCount.class)
  int patternInstructions();

  /** RE2/J instructions of all compiled patterns of one document. */
  @WithDefault("50000")
  @WithConverter(PositiveCount.class)
  int documentInstructions();

  /**
   * Steps that compiling all patterns of one document and searching 64 digits for each of them
   * takes; one step is about 35 nanoseconds of one core.
   */
  @WithDefault("700000")
  @WithConverter(PositiveCount.class)
  int documentSteps();

  /** Validation failures in one answer. */
  @WithDefault("100")
  @WithConverter(PositiveCount.class)
  int failures();
}
