package io.metaflows.store;

import io.metaflows.metaflow.Sha256;
import io.metaflows.metaflow.StoredJson;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of an idempotency record in the table (docs/revisions.md#table-layout). */
final class IdempotencyItem {

  static final String PK = "pk";
  static final String SK = "sk";
  static final String FINGERPRINT = "fingerprint";
  static final String STATE = "state";
  static final String STATUS = "status";

  /** The details of the result as JSON, see {@link RecordedText}. */
  static final String DATA = "data";

  /** A map of {@link #LEASE_ID} and {@link #LEASE_END}. */
  static final String LEASE = "lease";

  static final String LEASE_ID = "id";

  /** Milliseconds since the epoch. */
  static final String LEASE_END = "end";

  /** Seconds since the epoch: the table's time to live. */
  static final String EXPIRES = "expires";

  static final String RUNNING = "running";
  static final String KEPT = "kept";
  static final String UNKNOWN = "unknown";

  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");

  private IdempotencyItem() {}

  /** The call id is hashed, because it may be longer than a key should be. */
  static Map<String, AttributeValue> key(IdempotencyRecords.RecordKey key) {
    return Map.of(
        PK,
            AttributeValue.fromS(
                "I#" + key.account().value() + "#" + Sha256.hex(key.call().value())),
        SK, AttributeValue.fromS(key.key()));
  }

  static AttributeValue lease(String id, Instant end) {
    return AttributeValue.fromM(
        Map.of(
            LEASE_ID, AttributeValue.fromS(id),
            LEASE_END, AttributeValue.fromN(Long.toString(end.toEpochMilli()))));
  }

  static boolean isHeldBy(String leaseId, Map<String, AttributeValue> item) {
    return lease(item, LEASE_ID).map(AttributeValue::s).filter(leaseId::equals).isPresent();
  }

  /** When the lease ends; the epoch where the item does not say so. */
  static Instant leaseEnd(Map<String, AttributeValue> item) {
    return lease(item, LEASE_END)
        .map(AttributeValue::n)
        .filter(text -> MILLISECONDS.matcher(text).matches())
        .map(text -> Instant.ofEpochMilli(Long.parseLong(text)))
        .orElse(Instant.EPOCH);
  }

  private static Optional<AttributeValue> lease(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(LEASE)).map(AttributeValue::m).map(map -> map.get(name));
  }

  static boolean hasFingerprint(String fingerprint, Map<String, AttributeValue> item) {
    return item.containsKey(FINGERPRINT) && fingerprint.equals(item.get(FINGERPRINT).s());
  }

  static boolean hasState(String state, Map<String, AttributeValue> item) {
    return item.containsKey(STATE) && state.equals(item.get(STATE).s());
  }

  /** The result that was kept; empty where the item was not written by this version. */
  static Optional<RecordedResult> result(Map<String, AttributeValue> item) {
    Optional<String> status = Optional.ofNullable(item.get(STATUS)).map(AttributeValue::s);
    return Optional.ofNullable(item.get(DATA))
        .flatMap(RecordedText::fromAttribute)
        .flatMap(StoredJson::read)
        .flatMap(details -> status.map(outcome -> new RecordedResult(outcome, details)));
  }
}
