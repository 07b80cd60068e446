package io.metaflows.channels;

import java.util.Optional;

/**
 * The result of a trigger, and the metaflow that it was about.
 *
 * @param selected empty where no metaflow was selected: the trigger ended before that, or was a
 *     replay
 */
public record TriggerReport(TriggerResult result, Optional<SelectedMetaflow> selected) {

  /** Safe to log: a result may hold what a person typed. */
  @Override
  public String toString() {
    return "TriggerReport[" + result.word() + ", " + selected + "]";
  }
}
