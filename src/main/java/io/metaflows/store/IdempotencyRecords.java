package io.metaflows.store;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;

/**
 * The records of triggers that carried an {@code Idempotency-Key} (docs/triggers.md#idempotency).
 * No method throws for a failure of the database.
 */
public interface IdempotencyRecords {

  /** Claims a key, or says what became of the request that claimed it before. */
  Claim claim(RecordKey key, String fingerprint, Deadline deadline);

  /**
   * Records the result of the request that holds the lease; false where it could not be recorded.
   */
  boolean keep(Lease lease, RecordedResult result, Deadline deadline);

  /** Records that the outcome is not known; false where it could not be recorded. */
  boolean keepUnknown(Lease lease, Deadline deadline);

  /** Removes the record, so that the key can be used again; false where it could not be removed. */
  boolean release(Lease lease, Deadline deadline);

  /**
   * The key of a record: a caller's key counts for one call of one account.
   *
   * @param key 1 to 128 visible ASCII characters
   */
  record RecordKey(AccountId account, CallId call, String key) {}

  /**
   * The right to finish one record.
   *
   * @param id random, so that the holder of an expired lease cannot overwrite a later record
   */
  record Lease(RecordKey key, String id) {}
}
