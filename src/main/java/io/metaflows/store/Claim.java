package io.metaflows.store;

import java.time.Duration;

/** The result of claiming an idempotency key (docs/triggers.md#idempotency). */
public sealed interface Claim
    permits Claim.Granted,
        Claim.FinishedBefore,
        Claim.StillRunning,
        Claim.EndedUnknown,
        Claim.UsedForAnotherRequest,
        StoreUnavailable {

  /** The answer that belongs to this result. */
  <T> T fold(ClaimFold<T> fold);

  /**
   * One function for each alternative.
   *
   * @param <T> the answer
   */
  interface ClaimFold<T> {
    T granted(Granted granted);

    T finishedBefore(FinishedBefore finished);

    T stillRunning(StillRunning running);

    T endedUnknown(EndedUnknown ended);

    T usedForAnotherRequest(UsedForAnotherRequest used);

    /** The database could not be asked, or its answer was lost; nothing may run. */
    T unavailable(StoreUnavailable unavailable);
  }

  /** The key was free, and belongs to the caller now. */
  record Granted(IdempotencyRecords.Lease lease) implements Claim {
    @Override
    public <T> T fold(ClaimFold<T> fold) {
      return fold.granted(this);
    }
  }

  /** The same request was made with this key before, and this is its result. */
  record FinishedBefore(RecordedResult result) implements Claim {
    @Override
    public <T> T fold(ClaimFold<T> fold) {
      return fold.finishedBefore(this);
    }
  }

  /**
   * The first request with the key is still running.
   *
   * @param left until its lease ends; positive
   */
  record StillRunning(Duration left) implements Claim {
    @Override
    public <T> T fold(ClaimFold<T> fold) {
      return fold.stillRunning(this);
    }
  }

  /** The first request with the key has ended, and its outcome is not known. */
  record EndedUnknown() implements Claim {

    /** The only value there is. */
    public static final EndedUnknown INSTANCE = new EndedUnknown();

    @Override
    public <T> T fold(ClaimFold<T> fold) {
      return fold.endedUnknown(this);
    }
  }

  /** The key was used for another request. */
  record UsedForAnotherRequest() implements Claim {

    /** The only value there is. */
    public static final UsedForAnotherRequest INSTANCE = new UsedForAnotherRequest();

    @Override
    public <T> T fold(ClaimFold<T> fold) {
      return fold.usedForAnotherRequest(this);
    }
  }
}
