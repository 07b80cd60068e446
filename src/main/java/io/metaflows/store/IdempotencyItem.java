package io.metaflows.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an idempotency record lies in the table. */
final class IdempotencyItem {

  static final String PK = "pk";
  static final String SK = "sk";
  static final String FINGERPRINT = "fingerprint";
  static final String STATE = "state";
  static final String STATUS = "status";

  /** JSON text: the answer's {@code message} and {@code data}. */
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

  private static final String MESSAGE = "message";

  private IdempotencyItem() {}

  /** The call id is hashed: it may be longer and stranger than a key should be. */
  static Map<String, AttributeValue> key(IdempotencyRecords.Key key) {
    byte[] call = key.call().value().getBytes(StandardCharsets.UTF_8);
    return Map.of(
        PK, AttributeValue.fromS("I#" + key.account().value() + "#" + Hex.sha256(call)),
        SK, AttributeValue.fromS(key.key()));
  }

  static AttributeValue lease(String id, Instant end) {
    return AttributeValue.fromM(
        Map.of(
            LEASE_ID, AttributeValue.fromS(id),
            LEASE_END, AttributeValue.fromN(Long.toString(end.toEpochMilli()))));
  }

  static boolean isHeldBy(String leaseId, Map<String, AttributeValue> item) {
    return item.containsKey(LEASE) && item.get(LEASE).m().get(LEASE_ID).s().equals(leaseId);
  }

  static Instant leaseEnd(Map<String, AttributeValue> item) {
    return Instant.ofEpochMilli(Long.parseLong(item.get(LEASE).m().get(LEASE_END).n()));
  }

  static String text(IdempotencyRecords.Result result) {
    ObjectNode kept = Json.object().put(MESSAGE, result.message());
    kept.set(DATA, result.data());
    return Json.text(kept);
  }

  static IdempotencyRecords.Result result(Map<String, AttributeValue> item) {
    ObjectNode kept = StoredJson.read(item.get(DATA).s());
    return new IdempotencyRecords.Result(
        Integer.parseInt(item.get(STATUS).n()), kept.get(MESSAGE).textValue(), kept.get(DATA));
  }
}
