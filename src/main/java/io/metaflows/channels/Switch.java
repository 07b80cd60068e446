package io.metaflows.channels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.auth.Token;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;

/**
 * What a telephone switch must offer: to tell about a live call, and to run a metaflow on it
 * (contract, section 8).
 */
public interface Switch {

  /** Asks for a live channel of the account. Tried again once where the connection failed. */
  Lookup find(Target target, Deadline deadline);

  /** Runs a node on the channel. Sent at most once. */
  Run run(Target target, ObjectNode node, Deadline deadline);

  /**
   * The call that is meant, and who means it.
   *
   * @param token the caller's own: the switch's permissions hold as well
   * @param requestId passed on as {@code X-Request-ID}
   */
  record Target(AccountId account, CallId call, Token token, String requestId) {}

  /** The outcome of {@link #find}. */
  sealed interface Lookup {
    /**
     * The call is going on.
     *
     * @param channel the switch's own description, an object
     */
    record Live(ObjectNode channel) implements Lookup {}
  }

  /** The outcome of {@link #run}. */
  sealed interface Run {
    /** It was taken. */
    record Accepted() implements Run {}

    /** Its 400: the switch refuses the node, and nothing ran. */
    record Invalid(String message, JsonNode data) implements Run {}
  }

  /** What the switch may answer to either question, other than yes. */
  sealed interface Failure extends Lookup, Run {}

  /** Its 401. */
  record Unauthenticated() implements Failure {}

  /** Its 403. */
  record Forbidden() implements Failure {}

  /** Its 404: not live, or not of this account. */
  record NotLive() implements Failure {}

  /** Its 429: busy, and nothing ran. */
  record Busy() implements Failure {}

  /**
   * Any other 4xx: refused, and nothing ran.
   *
   * @param status the switch's HTTP status
   */
  record Refused(int status) implements Failure {}

  /**
   * No answer that could be used.
   *
   * @param timedOut the answer would be 504, else 502
   * @param sent something may have taken effect: the request had been sent
   * @param reason what a caller may be told
   */
  record Unreachable(boolean timedOut, boolean sent, String reason) implements Failure {}
}
