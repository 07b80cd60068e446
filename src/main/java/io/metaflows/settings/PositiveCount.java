package io.metaflows.settings;

/** A count that is at least 1: with 0 every request would fail. */
public final class PositiveCount extends WholeNumber {

  private static final long serialVersionUID = 1;

  public PositiveCount() {
    super(1, Integer.MAX_VALUE);
  }
}
