package io.metaflows.channels;

import com.fasterxml.jackson.databind.JsonNode;

/** The result of asking a switch to run a metaflow. */
public sealed interface RunResult
    permits RunResult.RunAccepted, RunResult.NodeRejected, SwitchFailure {

  /** The answer that belongs to this result. */
  <T> T fold(RunResultFold<T> fold);

  /**
   * One function for each alternative.
   *
   * @param <T> the answer
   */
  interface RunResultFold<T> {
    T accepted();

    T nodeRejected(NodeRejected rejected);

    T failed(SwitchFailure failure);
  }

  /** The switch has accepted the metaflow. */
  record RunAccepted() implements RunResult {

    /** The only value there is. */
    public static final RunAccepted INSTANCE = new RunAccepted();

    @Override
    public <T> T fold(RunResultFold<T> fold) {
      return fold.accepted();
    }
  }

  /**
   * The switch finds the metaflow invalid, and says so in its own words; nothing ran.
   *
   * @param data an object or a list, for the caller; never changed
   */
  record NodeRejected(String message, JsonNode data) implements RunResult {
    @Override
    public <T> T fold(RunResultFold<T> fold) {
      return fold.nodeRejected(this);
    }
  }
}
