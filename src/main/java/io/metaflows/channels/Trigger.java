package io.metaflows.channels;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Claim;
import io.metaflows.store.Documents;
import io.metaflows.store.IdempotencyRecords;
import io.metaflows.store.IdempotencyRecords.Lease;
import io.metaflows.store.StoreUnavailable;
import java.time.Duration;
import java.util.Optional;

/** Runs a metaflow on a live call, once for each idempotency key (docs/triggers.md). */
public final class Trigger {

  /**
   * How much longer the lease of a key lasts than the request that holds it, so that the result is
   * recorded, or given up, while the lease is valid.
   */
  public static final Duration LEASE_BEYOND_DEADLINE = Duration.ofSeconds(1);

  /** The time that is set aside for recording the result. */
  private static final Duration RECORDING = Duration.ofMillis(500);

  private final TriggerSteps steps;
  private final IdempotencyRecords records;
  private final Schemas schemas;

  public Trigger(
      Switch telephony, Documents documents, IdempotencyRecords records, Schemas schemas) {
    this.steps = new TriggerSteps(telephony, documents, schemas);
    this.records = records;
    this.schemas = schemas;
  }

  /**
   * Runs the trigger, and writes its line in the audit log. Never throws for a failure of the
   * switch or the database.
   */
  public TriggerResult run(TriggerRequest request, Deadline deadline) {
    Optional<TriggerReport> report = Optional.empty();
    try {
      report = Optional.of(runUnaudited(request, deadline));
      return report.get().result();
    } finally {
      TriggerAudit.write(request.target(), report, this::loggable);
    }
  }

  /** A module without a schema may have any name, such as a card number. */
  private String loggable(String module) {
    return schemas.hasModule(module) ? module : "other";
  }

  private TriggerReport runUnaudited(TriggerRequest request, Deadline deadline) {
    Deadline ofSteps = deadline.plus(RECORDING.negated());
    if (request.dryRun() == DryRun.YES) {
      return steps.dryRun(request, ofSteps);
    }
    return request
        .idempotency()
        .map(idempotency -> runOnce(request, idempotency, ofSteps))
        .orElseGet(() -> steps.run(request, ofSteps).report());
  }

  private TriggerReport runOnce(
      TriggerRequest request, TriggerRequest.IdempotentRequest idempotency, Deadline deadline) {
    AccountId account = request.target().account();
    IdempotencyRecords.RecordKey key =
        new IdempotencyRecords.RecordKey(
            account, request.target().call(), idempotency.key().value());
    return records
        .claim(key, idempotency.fingerprint().value(), deadline)
        .fold(
            new Claim.ClaimFold<>() {
              @Override
              public TriggerReport granted(Claim.Granted granted) {
                return runWith(granted.lease(), request, deadline);
              }

              @Override
              public TriggerReport finishedBefore(Claim.FinishedBefore finished) {
                return report(
                    RecordedOutcome.read(finished.result(), account)
                        .<TriggerResult>map(TriggerResult.Replayed::new)
                        .orElse(TriggerResult.FIRST_OUTCOME_UNKNOWN));
              }

              @Override
              public TriggerReport stillRunning(Claim.StillRunning running) {
                return report(new TriggerResult.FirstStillRunning(running.left()));
              }

              @Override
              public TriggerReport endedUnknown(Claim.EndedUnknown ended) {
                return report(TriggerResult.FIRST_OUTCOME_UNKNOWN);
              }

              @Override
              public TriggerReport usedForAnotherRequest(Claim.UsedForAnotherRequest used) {
                return report(TriggerResult.KEY_REUSED);
              }

              @Override
              public TriggerReport unavailable(StoreUnavailable unavailable) {
                return report(TriggerResult.DATASTORE_UNREACHABLE);
              }

              private TriggerReport report(TriggerResult result) {
                return new TriggerReport(result, Optional.empty());
              }
            });
  }

  private TriggerReport runWith(Lease lease, TriggerRequest request, Deadline deadline) {
    TriggerSteps.RunEnd end;
    try {
      end = steps.run(request, deadline);
    } catch (RuntimeException | StackOverflowError unforeseen) {
      // Whether the metaflow was sent is not known here, so it must not be sent again.
      records.keepUnknown(lease, recording(deadline));
      throw unforeseen;
    }
    remember(lease, end.after(), recording(deadline));
    return end.report();
  }

  /**
   * The time that is set aside for recording, and what the steps have left of theirs. A result that
   * cannot be recorded reads as unknown when the lease has ended.
   */
  private static Deadline recording(Deadline ofSteps) {
    return Deadline.in(ofSteps.left().plus(RECORDING));
  }

  private void remember(Lease lease, AfterRun after, Deadline deadline) {
    after.fold(
        result -> records.keep(lease, result, deadline),
        () -> records.keepUnknown(lease, deadline),
        () -> records.release(lease, deadline));
  }
}
