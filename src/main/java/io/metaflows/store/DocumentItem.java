package io.metaflows.store;

import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.metaflow.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of a scope in the table (docs/revisions.md#table-layout). */
final class DocumentItem {

  static final String PK = "pk";
  static final String SK = "sk";

  /** JSON text, so that key order and decimals survive; absent in a tombstone. */
  static final String DOC = "doc";

  /** The number of writes of the scope. */
  static final String N = "n";

  static final String DIGEST = "digest";

  /** The random id of the last write. A repeated attempt finds its own id here. */
  static final String WRITE_ID = "writeId";

  /** The ids of the writes before the last one, the latest first. */
  static final List<String> EARLIER_WRITE_IDS = List.of("writeId2", "writeId3", "writeId4");

  /** When the scope was last written, see {@link #text}. */
  static final String AT = "at";

  /** When a tombstone may be deleted, in seconds since the epoch: the table's time to live. */
  static final String EXPIRES = "expires";

  /** The version of the layout. */
  static final String V = "v";

  private DocumentItem() {}

  static Map<String, AttributeValue> key(Scope scope) {
    return Map.of(
        PK, AttributeValue.fromS("A#" + scope.account().value()),
        SK, AttributeValue.fromS(sortKey(scope)));
  }

  private static String sortKey(Scope scope) {
    return scope.fold(
        account -> "account", user -> "user#" + user.id(), device -> "device#" + device.id());
  }

  static Optional<Metaflows> document(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get(DOC)).map(AttributeValue::s).flatMap(Metaflows::parse);
  }

  /**
   * Whether this service cannot have written the item: it has no revision, or a document that
   * cannot be read. An item that does not exist is readable.
   */
  static boolean isUnreadable(Map<String, AttributeValue> item) {
    boolean documentIsBroken = item.containsKey(DOC) && document(item).isEmpty();
    return documentIsBroken || (!item.isEmpty() && revision(item).isEmpty());
  }

  /** The revision; empty where the scope was never written, or by something else. */
  static Optional<Revision> revision(Map<String, AttributeValue> item) {
    AttributeValue writes = item.get(N);
    AttributeValue digest = item.get(DIGEST);
    return writes == null || digest == null
        ? Optional.empty()
        : Revision.parse(writes.n() + "-" + digest.s());
  }

  static boolean isWrittenBy(String writeId, Map<String, AttributeValue> item) {
    return item.containsKey(WRITE_ID) && writeId.equals(item.get(WRITE_ID).s());
  }

  /** A time in ISO 8601 with milliseconds, always of the same width. */
  static String text(Instant time) {
    String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
    return text.contains(".") ? text : text.replace("Z", ".000Z");
  }

  /** The digest of a text; a tombstone has the digest of the empty text. */
  static String digestOf(String text) {
    return Sha256.hex(text).substring(0, 32);
  }
}
