package io.metaflows.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes an item of an answer safe to read: the SDK hands on a JSON null as a null value. */
final class ReadableItem {

  private ReadableItem() {}

  /**
   * The attributes of an item that have a value.
   *
   * @param item null counts as an item without attributes
   */
  static Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> readable = item == null ? new HashMap<>() : new HashMap<>(item);
    readable.values().removeIf(Objects::isNull);
    return readable;
  }
}
