package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes captures, and what each transfer dials, into a metaflow before it is sent
 * (docs/matching.md#transfers).
 */
public final class Dialling {

  private static final String CAPTURES = "captures";
  private static final String COLLECTED = "collected";
  private static final String TARGET = "target";
  private static final List<String> NO_MATCH = List.of("no_match");

  private Dialling() {}

  /**
   * A metaflow in which every transfer, children included, lists in {@code captures} what it dials.
   * Without that list a switch would dial its own default before a fixed {@code target}, and would
   * crash on an empty list.
   */
  public static Metaflow dialled(Metaflow metaflow) {
    return dialled(metaflow, Optional.empty());
  }

  /** The same, with the captures of a pattern. */
  static Metaflow dialled(Metaflow metaflow, Optional<Captures> captures) {
    ObjectNode tree = metaflow.toJson();
    write(tree, captures, true);
    return Metaflow.sharing(tree);
  }

  private static void write(ObjectNode node, Optional<Captures> captures, boolean root) {
    String module = node.path(Metaflow.MODULE).asText();
    if (module.equals("transfer")) {
      writeTransfer(data(node), captures, root);
    } else if (module.equals("callflow") && captures.isPresent()) {
      writeCallflow(data(node), captures.get(), root);
    }
    for (JsonNode child : node.path(Metaflow.CHILDREN)) {
      if (child instanceof ObjectNode childNode) {
        write(childNode, captures, false);
      }
    }
  }

  /** A descendant takes captures only if it stores nothing of its own to dial. */
  private static void writeTransfer(ObjectNode data, Optional<Captures> captures, boolean root) {
    List<String> stored = stored(data.path(CAPTURES));
    String target = data.path(TARGET).isTextual() ? data.path(TARGET).textValue() : "";
    boolean takesCaptures = root || (stored.isEmpty() && target.isEmpty());
    List<String> dials = stored;
    if (captures.isPresent() && takesCaptures) {
      dials = captures.get().nonEmpty();
      captures.get().collected().ifPresent(collected -> data.put(COLLECTED, collected));
    }
    ArrayNode list = Json.nodes().arrayNode();
    firstToDial(dials, target, stored).forEach(list::add);
    data.set(CAPTURES, list);
  }

  private static List<String> firstToDial(
      List<String> captures, String target, List<String> stored) {
    if (!captures.isEmpty()) {
      return captures;
    }
    if (!target.isEmpty()) {
      return List.of(target);
    }
    return stored.isEmpty() ? NO_MATCH : stored;
  }

  private static void writeCallflow(ObjectNode data, Captures captures, boolean root) {
    String stored = data.path(CAPTURES).isTextual() ? data.path(CAPTURES).textValue() : "";
    if (!root && !stored.isEmpty()) {
      return;
    }
    captures.nonEmpty().stream()
        .findFirst()
        .ifPresentOrElse(capture -> data.put(CAPTURES, capture), () -> data.remove(CAPTURES));
    captures.collected().ifPresent(collected -> data.put(COLLECTED, collected));
  }

  /**
   * The captures that a transfer stores, without empty texts; none if it stores the default that
   * answers fill in.
   */
  private static List<String> stored(JsonNode captures) {
    List<String> texts = new ArrayList<>();
    for (JsonNode capture : captures) {
      if (!captures.isArray() || !capture.isTextual()) {
        return List.of();
      }
      if (!capture.textValue().isEmpty()) {
        texts.add(capture.textValue());
      }
    }
    return texts.equals(NO_MATCH) ? List.of() : texts;
  }

  private static ObjectNode data(ObjectNode node) {
    return node.get(Metaflow.DATA) instanceof ObjectNode data
        ? data
        : node.putObject(Metaflow.DATA);
  }
}
