package io.metaflows.store;

import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.metaflow.Sha256;
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

  /** The random id of the last write, by which a write that is sent again recognises itself. */
  static final String WRITE_ID = "writeId";

  static final String AT = "at";

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
    return Optional.ofNullable(item.get(DOC)).flatMap(text -> Metaflows.parse(text.s()));
  }

  /** Whether the item holds a document that this service did not write. */
  static boolean isUnreadable(Map<String, AttributeValue> item) {
    return item.containsKey(DOC) && document(item).isEmpty();
  }

  static Optional<Revision> revision(Map<String, AttributeValue> item) {
    AttributeValue writes = item.get(N);
    AttributeValue digest = item.get(DIGEST);
    return writes == null || digest == null
        ? Optional.empty()
        : Optional.of(new Revision(Long.parseLong(writes.n()), digest.s()));
  }

  static boolean isWrittenBy(String writeId, Map<String, AttributeValue> item) {
    return item.containsKey(WRITE_ID) && item.get(WRITE_ID).s().equals(writeId);
  }

  /** The digest of a text; a tombstone has the digest of the empty text. */
  static String digestOf(String text) {
    return Sha256.hex(text).substring(0, 32);
  }
}
