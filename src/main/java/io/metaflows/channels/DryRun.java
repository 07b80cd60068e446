package io.metaflows.channels;

import java.util.Optional;

/** Whether a trigger only shows what it would send (docs/triggers.md#dry-run). */
public enum DryRun {
  YES,
  NO;

  /**
   * The value of the query parameter {@code dry_run}: {@code true} or {@code false}. Empty for any
   * other text, which must be refused: a caller that sent {@code dry_run=1} does not want the
   * metaflow to run.
   */
  public static Optional<DryRun> parse(String text) {
    if (text.equals("true")) {
      return Optional.of(YES);
    }
    return text.equals("false") ? Optional.of(NO) : Optional.empty();
  }
}
