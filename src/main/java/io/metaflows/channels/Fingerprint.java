package io.metaflows.channels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Sha256;
import java.util.Map;
import java.util.TreeMap;

/**
 * A digest of the action and the data of a trigger, which shows whether two requests with the same
 * idempotency key are the same (docs/triggers.md#idempotency). White space, the order of keys, the
 * place of the action and the spelling of a number ({@code 1} or {@code 1.0}) make no difference.
 *
 * @param value 64 hexadecimal digits
 */
public record Fingerprint(String value) {

  /** The fingerprint of a request; {@code data} as it was sent. */
  public static Fingerprint of(String action, ObjectNode data) {
    ObjectNode request = Json.object().put("action", action);
    request.set("data", TriggerFormReader.withoutAction(data));
    return new Fingerprint(Sha256.hex(Json.bytes(canonical(request))));
  }

  private static JsonNode canonical(JsonNode value) {
    if (value.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      value.properties().forEach(each -> sorted.put(each.getKey(), canonical(each.getValue())));
      return Json.object().setAll(sorted);
    }
    if (value.isArray()) {
      ArrayNode list = Json.nodes().arrayNode();
      value.forEach(each -> list.add(canonical(each)));
      return list;
    }
    return value.isNumber()
        ? Json.nodes().numberNode(value.decimalValue().stripTrailingZeros())
        : value;
  }
}
