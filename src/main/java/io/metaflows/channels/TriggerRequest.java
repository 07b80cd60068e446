package io.metaflows.channels;

import java.util.Optional;

/**
 * A trigger that has passed all checks of a request.
 *
 * @param idempotency the caller's key; empty where the caller sent none
 */
public record TriggerRequest(
    Switch.Target target,
    TriggerForm form,
    DryRun dryRun,
    Optional<IdempotentRequest> idempotency) {

  /** An idempotency key and the fingerprint of the request that it was sent with. */
  public record IdempotentRequest(IdempotencyKey key, Fingerprint fingerprint) {}
}
