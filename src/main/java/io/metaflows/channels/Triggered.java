package io.metaflows.channels;

import java.util.Optional;

/**
 * What became of a trigger, and of which metaflow.
 *
 * @param chosen empty where none was chosen: the trigger ended before, or was a replay
 */
public record Triggered(Outcome outcome, Optional<Chosen> chosen) {

  /** Fit for a log: an outcome may hold what somebody typed. */
  @Override
  public String toString() {
    return "Triggered[" + outcome.word() + ", " + chosen + "]";
  }
}
