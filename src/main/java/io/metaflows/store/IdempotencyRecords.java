package io.metaflows.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import java.time.Duration;

/** What is remembered of triggers that carried an {@code Idempotency-Key} (contract, section 8). */
public interface IdempotencyRecords {

  /** Claims a key, or tells what became of the request that claimed it before. */
  Claim claim(Key key, String fingerprint, Deadline deadline);

  /**
   * Records the result of the request that holds the lease; false where it could not be recorded.
   */
  boolean keep(Lease lease, Result result, Deadline deadline);

  /** Records that the outcome is not known; false where it could not be recorded. */
  boolean keepUnknown(Lease lease, Deadline deadline);

  /** Removes the record, so that the key can be used again; false where it could not be removed. */
  boolean release(Lease lease, Deadline deadline);

  /**
   * What a record is found by: a caller's key counts for one call of one account.
   *
   * @param key 1 to 128 visible ASCII characters
   */
  record Key(AccountId account, CallId call, String key) {}

  /**
   * The right to finish one record.
   *
   * @param id random, so that a lease that ran out cannot overwrite its successor
   */
  record Lease(Key key, String id) {}

  /**
   * A result worth keeping.
   *
   * @param status the HTTP status
   * @param message the error's {@code message}; empty for a success
   * @param data the {@code data} of the answer
   */
  record Result(int status, String message, JsonNode data) {}

  /** The outcome of {@link #claim}. */
  sealed interface Claim {
    /** The key was free, and is the caller's now. */
    record Granted(Lease lease) implements Claim {}

    /** The key was used for the same request, and this came of it. */
    record Replay(Result result) implements Claim {}

    /**
     * The first run under the key goes on.
     *
     * @param left until the first run's lease ends; positive
     */
    record InProgress(Duration left) implements Claim {}

    /** The first run under the key ended, and nobody knows how. */
    record UnknownOutcome() implements Claim {}

    /** The key was used for another request. */
    record Conflict() implements Claim {}

    /** The database could not be asked, or its answer was lost; nothing may run. */
    record Unavailable() implements Claim {}
  }
}
