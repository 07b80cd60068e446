package io.metaflows.channels;

import io.metaflows.metaflow.Deadline;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Documents;
import io.metaflows.store.IdempotencyRecords;
import io.metaflows.store.IdempotencyRecords.Claim;
import io.metaflows.store.IdempotencyRecords.Lease;
import java.time.Duration;
import java.util.Optional;

/** Runs a metaflow on a live call, once per idempotency key (contract, section 8). */
public final class Trigger {

  /**
   * How much longer than the request itself the lease of its key has to last: what came of the
   * request is recorded in that time.
   */
  public static final Duration LEASE_BEYOND_DEADLINE = Duration.ofSeconds(1);

  /** Most of that time, so that the record is written, or given up, while the lease still holds. */
  private static final Duration RECORDING = Duration.ofMillis(800);

  private final Steps steps;
  private final IdempotencyRecords records;

  /**
   * @param readTimeout how long the switch may take to answer: with less than that left, nothing is
   *     sent
   */
  public Trigger(
      Switch telephony,
      Documents documents,
      IdempotencyRecords records,
      Schemas schemas,
      Duration readTimeout) {
    this.steps = new Steps(telephony, documents, schemas, readTimeout);
    this.records = records;
  }

  /**
   * A request that has passed all checks.
   *
   * @param once the caller's key; empty where the caller sent none
   */
  public record Request(Switch.Target target, Form form, DryRun dryRun, Optional<Once> once) {}

  /** An idempotency key, and what it was used for. */
  public record Once(IdempotencyKey key, Fingerprint fingerprint) {}

  /** Never an exception for anything that the switch or the database do. */
  public Triggered run(Request request, Deadline deadline) {
    if (request.dryRun() == DryRun.YES) {
      return steps.rehearse(request, deadline);
    }
    return request
        .once()
        .map(once -> runOnce(request, once, deadline))
        .orElseGet(() -> steps.run(request, deadline).triggered());
  }

  private Triggered runOnce(Request request, Once once, Deadline deadline) {
    IdempotencyRecords.Key key =
        new IdempotencyRecords.Key(
            request.target().account(), request.target().call(), once.key().value());
    Claim claim = records.claim(key, once.fingerprint().value(), deadline);
    if (claim instanceof Claim.Granted granted) {
      return runAs(granted.lease(), request, deadline);
    }
    return new Triggered(seenBefore(claim), Optional.empty());
  }

  private Triggered runAs(Lease lease, Request request, Deadline deadline) {
    Steps.Ended ended;
    try {
      ended = steps.run(request, deadline);
    } catch (RuntimeException unforeseen) {
      // Whether it was sent is not known here, so nobody must send it again by itself.
      records.keepUnknown(lease, deadline.plus(RECORDING));
      throw unforeseen;
    }
    remember(lease, ended, deadline);
    return ended.triggered();
  }

  /**
   * The switch may have taken all the time there was, and its answer is worth recording still. What
   * cannot be recorded reads as unknown when the lease has run out: nothing more to do.
   */
  private void remember(Lease lease, Steps.Ended ended, Deadline ofRequest) {
    Deadline deadline = ofRequest.plus(RECORDING);
    switch (ended.trace()) {
      case RESULT -> records.keep(lease, ended.triggered().outcome().told(), deadline);
      case UNKNOWN -> records.keepUnknown(lease, deadline);
      case NONE -> records.release(lease, deadline);
    }
  }

  private static Outcome seenBefore(Claim claim) {
    if (claim instanceof Claim.Replay replay) {
      return new Outcome.Replayed(replay.result());
    }
    if (claim instanceof Claim.InProgress first) {
      return new Outcome.InProgress(first.left());
    }
    if (claim instanceof Claim.UnknownOutcome) {
      return Outcome.Plain.UNKNOWN_BEFORE;
    }
    return claim instanceof Claim.Conflict
        ? Outcome.Plain.CONFLICT
        : Outcome.Plain.DATASTORE_UNREACHABLE;
  }
}
