package io.metaflows.channels;

import io.metaflows.auth.Token;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Metaflow;

/**
 * A telephone switch: it knows the live channels, and runs metaflows on them (docs/triggers.md). No
 * method throws for a failure of the switch.
 */
public interface Switch {

  /**
   * Asks for a live channel of the account. Asks once more where the connection failed. Never
   * answers {@link SwitchFailure.NoAnswer}, because the question runs nothing.
   */
  ChannelLookup find(Target target, Deadline deadline);

  /**
   * Runs a metaflow on the channel. Sends it at most once, and not at all when less time is left
   * than an answer may take.
   */
  RunResult run(Target target, Metaflow metaflow, Deadline deadline);

  /**
   * The channel that a request is about, and the caller behind it.
   *
   * @param token the caller's own, so that the permissions of the switch apply as well
   * @param requestId passed on as {@code X-Request-ID} where the switch speaks HTTP
   */
  record Target(AccountId account, CallId call, Token token, String requestId) {}
}
