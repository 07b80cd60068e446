package io.metaflows.channels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tells one trigger's request from another's under the same key: a digest of action and data
 * (contract, section 8). Blind to white space, to the order of keys, to where the action stood, and
 * to how a number is spelled: {@code 1} is {@code 1.0}.
 *
 * @param value 64 hexadecimal digits
 */
public record Fingerprint(String value) {

  /** The fingerprint of a request; {@code data} as it was sent. */
  public static Fingerprint of(String action, ObjectNode data) {
    ObjectNode request = Json.object().put("action", action);
    request.set("data", Forms.withoutAction(data));
    return new Fingerprint(
        HexFormat.of().formatHex(sha256().digest(Json.bytes(canonical(request)))));
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
