package io.metaflows.channels;

import io.metaflows.metaflow.MatchedEntry;
import io.metaflows.metaflow.Metaflow;
import java.util.Optional;

/**
 * The metaflow that a trigger sends, or would send.
 *
 * @param metaflow as it is sent: defaults filled in, children included
 * @param entry where it is stored; empty for an inline one
 */
public record SelectedMetaflow(Metaflow metaflow, Optional<MatchedEntry> entry) {

  /** Names the module only: the rest may hold what a person typed. */
  @Override
  public String toString() {
    return "SelectedMetaflow[" + metaflow.module() + "]";
  }
}
