package io.metaflows.channels;

import java.util.Optional;

/** Whether a trigger only tells what it would send (contract, section 8). */
public enum DryRun {
  YES,
  NO;

  /**
   * The meaning of the query parameter {@code dry_run} where it is there: {@code true} or {@code
   * false}. Anything else is empty, and to be refused: whoever wrote {@code dry_run=1} does not
   * want the call hung up.
   */
  public static Optional<DryRun> parse(String text) {
    if (text.equals("true")) {
      return Optional.of(YES);
    }
    return text.equals("false") ? Optional.of(NO) : Optional.empty();
  }
}
