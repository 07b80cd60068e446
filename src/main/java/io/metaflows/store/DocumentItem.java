package io.metaflows.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the document of a scope lies in the table, layout 1. */
final class DocumentItem {

  static final String PK = "pk";
  static final String SK = "sk";

  /** JSON text, so that key order and decimals survive; absent in a tombstone. */
  static final String DOC = "doc";

  /** How often the scope was written. */
  static final String N = "n";

  static final String DIGEST = "digest";

  /** The random id of the last write: how a write recognises itself when it is sent again. */
  static final String WRITE_ID = "writeId";

  static final String AT = "at";

  /** The layout's version. */
  static final String V = "v";

  private DocumentItem() {}

  static Map<String, AttributeValue> key(Scope scope) {
    return Map.of(
        PK, AttributeValue.fromS("A#" + scope.account().value()),
        SK, AttributeValue.fromS(sortKey(scope)));
  }

  private static String sortKey(Scope scope) {
    if (scope instanceof Scope.User user) {
      return "user#" + user.id();
    }
    if (scope instanceof Scope.Device device) {
      return "device#" + device.id();
    }
    return "account";
  }

  static Optional<ObjectNode> document(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get(DOC)).map(text -> StoredJson.read(text.s()));
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

  /** Of the text itself; a tombstone has the digest of no text. */
  static String digestOf(String text) {
    return Hex.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }
}
