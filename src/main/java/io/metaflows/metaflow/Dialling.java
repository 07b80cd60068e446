package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the nodes of a metaflow are told before it is sent: captures, and what a transfer dials
 * (contract, section 7).
 */
public final class Dialling {

  private static final String CAPTURES = "captures";
  private static final List<String> NO_MATCH = List.of("no_match");

  private Dialling() {}

  /**
   * A copy of a node in which every transfer, children's too, says in {@code captures} what it
   * dials: a switch would dial its own default before a fixed {@code target}, and crash on an empty
   * list.
   */
  public static ObjectNode dialled(ObjectNode node) {
    return dialled(node, Optional.empty());
  }

  /** The same, with what a pattern has heard. */
  static ObjectNode dialled(ObjectNode node, Optional<Heard> heard) {
    ObjectNode copy = node.deepCopy();
    tell(copy, heard, true);
    return copy;
  }

  private static void tell(ObjectNode node, Optional<Heard> heard, boolean root) {
    String module = node.path("module").asText();
    if (module.equals("transfer")) {
      tellTransfer(data(node), heard, root);
    } else if (module.equals("callflow") && heard.isPresent()) {
      tellCallflow(data(node), heard.get(), root);
    }
    for (JsonNode child : node.path("children")) {
      if (child instanceof ObjectNode childNode) {
        tell(childNode, heard, false);
      }
    }
  }

  private static void tellTransfer(ObjectNode data, Optional<Heard> heard, boolean root) {
    List<String> stored = stored(data.path(CAPTURES));
    List<String> captures = stored;
    if (heard.isPresent() && (root || stored.isEmpty())) {
      captures = heard.get().captures();
      heard.get().collected().ifPresent(collected -> data.put("collected", collected));
    }
    ArrayNode dials = Json.nodes().arrayNode();
    dials(captures, data.path("target"), stored).forEach(dials::add);
    data.set(CAPTURES, dials);
  }

  private static List<String> dials(List<String> captures, JsonNode target, List<String> stored) {
    if (captures.stream().anyMatch(capture -> !capture.isEmpty())) {
      return captures;
    }
    String fixed = target.isTextual() ? target.textValue() : "";
    if (!fixed.isEmpty()) {
      return List.of(fixed);
    }
    return stored.isEmpty() ? NO_MATCH : stored;
  }

  private static void tellCallflow(ObjectNode data, Heard heard, boolean root) {
    String stored = data.path(CAPTURES).isTextual() ? data.path(CAPTURES).textValue() : "";
    if (!root && !stored.isEmpty()) {
      return;
    }
    heard
        .first()
        .ifPresentOrElse(capture -> data.put(CAPTURES, capture), () -> data.remove(CAPTURES));
    heard.collected().ifPresent(collected -> data.put("collected", collected));
  }

  /** A transfer's own captures; the default that an answer fills in counts as none. */
  private static List<String> stored(JsonNode captures) {
    List<String> texts = new ArrayList<>();
    for (JsonNode capture : captures) {
      if (!captures.isArray() || !capture.isTextual()) {
        return List.of();
      }
      texts.add(capture.textValue());
    }
    return texts.equals(NO_MATCH) ? List.of() : texts;
  }

  private static ObjectNode data(ObjectNode node) {
    return node.get("data") instanceof ObjectNode data ? data : node.putObject("data");
  }
}
