package io.metaflows.store;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Idempotency records in a DynamoDB table, beside the documents. */
public final class DynamoDbIdempotencyRecords implements IdempotencyRecords {

  /** DynamoDB deletes expired items up to days late, so the condition compares the time. */
  static final String NOBODY_HAS_IT = "attribute_not_exists(#pk) OR #expires <= :now";

  static final String MINE = "#lease.#id = :own";
  static final String KEEP = "SET #state = :state, #status = :status, #data = :data";
  static final String KEEP_UNKNOWN = "SET #state = :state";

  /** The time for a release, also when the deadline of the claim has passed. */
  private static final Duration RELEASING = Duration.ofMillis(500);

  private final DynamoDbClient client;
  private final StoreSettings settings;
  private final IdempotencySettings idempotency;
  private final Duration lease;
  private final Clock clock;
  private final DynamoDbRetries retries;

  /**
   * @param client built with {@link DynamoDbClients#configure}
   * @param lease how long a claim counts as running: longer than any request lives
   * @throws IllegalArgumentException if a key is not remembered a second longer than the lease: the
   *     end of a record is kept in whole seconds, and a record that ends before its run would let a
   *     second one begin
   */
  public DynamoDbIdempotencyRecords(
      DynamoDbClient client,
      StoreSettings settings,
      IdempotencySettings idempotency,
      Duration lease,
      Clock clock) {
    if (idempotency.kept().compareTo(lease.plusSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "a key must be remembered a second longer than its lease of "
              + lease
              + ": "
              + idempotency.kept());
    }
    this.client = client;
    this.settings = settings;
    this.idempotency = idempotency;
    this.lease = lease;
    this.clock = clock;
    this.retries = new DynamoDbRetries(client, settings);
  }

  @Override
  public Claim claim(RecordKey key, String fingerprint, Deadline deadline) {
    Lease own = new Lease(key, UUID.randomUUID().toString());
    Instant now = clock.instant();
    Map<String, AttributeValue> item = new HashMap<>(IdempotencyItem.key(key));
    item.put(IdempotencyItem.FINGERPRINT, AttributeValue.fromS(fingerprint));
    item.put(IdempotencyItem.STATE, AttributeValue.fromS(IdempotencyItem.RUNNING));
    item.put(IdempotencyItem.LEASE, IdempotencyItem.lease(own.id(), now.plus(lease)));
    item.put(IdempotencyItem.EXPIRES, seconds(now.plus(idempotency.kept())));
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(settings.table())
            .item(item)
            .conditionExpression(NOBODY_HAS_IT)
            .expressionAttributeNames(
                Map.of("#pk", IdempotencyItem.PK, "#expires", IdempotencyItem.EXPIRES))
            .expressionAttributeValues(Map.of(":now", seconds(now)))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    DynamoDbResult<PutItemResponse> result =
        retries.write(
            limits -> client.putItem(request.toBuilder().overrideConfiguration(limits).build()),
            deadline);
    return result.fold(
        answer -> new Claim.Granted(own),
        failed -> claimedBefore(own, fingerprint, failed.item()),
        () -> StoreUnavailable.INSTANCE,
        () -> {
          // Nothing will run under this claim. If it was written after all, the key must become
          // free again.
          release(own, Deadline.in(deadline.left().plus(RELEASING)));
          return StoreUnavailable.INSTANCE;
        },
        invalid -> {
          throw new IllegalStateException("DynamoDB refuses a claim of this service as invalid");
        });
  }

  private Claim claimedBefore(Lease own, String fingerprint, Map<String, AttributeValue> item) {
    if (IdempotencyItem.isHeldBy(own.id(), item)) {
      return new Claim.Granted(own);
    }
    if (!IdempotencyItem.hasFingerprint(fingerprint, item)) {
      return Claim.UsedForAnotherRequest.INSTANCE;
    }
    if (IdempotencyItem.hasState(IdempotencyItem.KEPT, item)) {
      return IdempotencyItem.result(item)
          .<Claim>map(Claim.FinishedBefore::new)
          .orElse(Claim.EndedUnknown.INSTANCE);
    }
    Duration left = Duration.between(clock.instant(), IdempotencyItem.leaseEnd(item));
    boolean running =
        IdempotencyItem.hasState(IdempotencyItem.RUNNING, item)
            && left.compareTo(Duration.ZERO) > 0;
    return running ? new Claim.StillRunning(left) : Claim.EndedUnknown.INSTANCE;
  }

  @Override
  public boolean keep(Lease lease, RecordedResult result, Deadline deadline) {
    return update(
        lease,
        KEEP,
        Map.of("#status", IdempotencyItem.STATUS, "#data", IdempotencyItem.DATA),
        Map.of(
            ":state", AttributeValue.fromS(IdempotencyItem.KEPT),
            ":status", AttributeValue.fromS(result.outcome()),
            ":data", RecordedText.toAttribute(Json.text(result.details()))),
        deadline);
  }

  @Override
  public boolean keepUnknown(Lease lease, Deadline deadline) {
    return update(
        lease,
        KEEP_UNKNOWN,
        Map.of(),
        Map.of(":state", AttributeValue.fromS(IdempotencyItem.UNKNOWN)),
        deadline);
  }

  /** The condition holds again after the update, so that it may be sent any number of times. */
  private boolean update(
      Lease lease,
      String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Deadline deadline) {
    Map<String, String> allNames = new HashMap<>(names);
    allNames.put("#state", IdempotencyItem.STATE);
    allNames.putAll(leaseNames());
    Map<String, AttributeValue> allValues = new HashMap<>(values);
    allValues.put(":own", AttributeValue.fromS(lease.id()));
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(settings.table())
            .key(IdempotencyItem.key(lease.key()))
            .updateExpression(expression)
            .conditionExpression(MINE)
            .expressionAttributeNames(allNames)
            .expressionAttributeValues(allValues)
            .build();
    DynamoDbResult<UpdateItemResponse> result =
        retries.write(
            limits -> client.updateItem(request.toBuilder().overrideConfiguration(limits).build()),
            deadline);
    return result.fold(answer -> true, failed -> false, () -> false, () -> false, invalid -> false);
  }

  @Override
  public boolean release(Lease lease, Deadline deadline) {
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(settings.table())
            .key(IdempotencyItem.key(lease.key()))
            .conditionExpression(MINE)
            .expressionAttributeNames(leaseNames())
            .expressionAttributeValues(Map.of(":own", AttributeValue.fromS(lease.id())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    DynamoDbResult<DeleteItemResponse> result =
        retries.write(
            limits -> client.deleteItem(request.toBuilder().overrideConfiguration(limits).build()),
            deadline);
    // Without a record the key is free, which an earlier attempt may have done.
    return result.fold(
        answer -> true,
        failed -> failed.item().isEmpty(),
        () -> false,
        () -> false,
        invalid -> false);
  }

  private static Map<String, String> leaseNames() {
    return Map.of("#lease", IdempotencyItem.LEASE, "#id", IdempotencyItem.LEASE_ID);
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }
}
