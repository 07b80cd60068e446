package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * How much one document may hold (contract, section 4). Checked first and alone: what the schemas
 * say of a document costs no more than its size, and nothing that walks one runs out of stack.
 */
final class Limits {

  static final int JSON_DEPTH = 128;
  private static final int METAFLOW_DEPTH = 32;
  private static final int NODES = 1_000;
  private static final int ENTRIES = 500;
  private static final int PATTERN_CHARACTERS = 256;

  /** {@code data} is in the envelope, whose depth is 1. */
  private static final int DEPTH_OF_DATA = 2;

  private final Failures failures = new Failures();
  private int nodes;

  private Limits() {}

  /** The first failure of a metaflows document, or none. */
  static Failures ofDocument(ObjectNode document) {
    Limits limits = new Limits();
    limits.json(document, Path.ROOT, DEPTH_OF_DATA);
    limits.entries(document);
    limits.patterns(document.path("patterns"));
    for (Map.Entry<String, JsonNode> entry : document.properties()) {
      if (entry.getKey().equals("numbers") || entry.getKey().equals("patterns")) {
        limits.metaflows(entry.getValue(), Path.ROOT.then(entry.getKey()), 1);
      }
    }
    return limits.failures;
  }

  /** The first failure of a single metaflow, or none. */
  static Failures ofNode(ObjectNode node) {
    Limits limits = new Limits();
    limits.json(node, Path.ROOT, DEPTH_OF_DATA);
    limits.metaflow(node, Path.ROOT, 1);
    return limits.failures;
  }

  /** The failure of JSON that is too deep. */
  static Failure jsonTooDeep() {
    return Failure.maxDepth("JSON", JSON_DEPTH);
  }

  private void json(JsonNode value, Path path, int depth) {
    if (!value.isContainerNode() || isBroken()) {
      return;
    }
    if (depth > JSON_DEPTH) {
      failures.add(path, jsonTooDeep());
    } else if (value instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        json(list.get(i), path.then(i), depth + 1);
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        json(entry.getValue(), path.then(entry.getKey()), depth + 1);
      }
    }
  }

  private void entries(ObjectNode document) {
    int entries = 0;
    for (Map.Entry<String, JsonNode> entry : document.properties()) {
      boolean counts = entry.getKey().equals("numbers") || entry.getKey().equals("patterns");
      if (counts && entry.getValue().isObject() && !isBroken()) {
        entries += entry.getValue().size();
        if (entries > ENTRIES) {
          failures.add(
              Path.ROOT.then(entry.getKey()),
              Failure.of(
                      "maxProperties",
                      "numbers and patterns must not have more than "
                          + ENTRIES
                          + " entries together")
                  .target(ENTRIES));
        }
      }
    }
  }

  private void patterns(JsonNode patterns) {
    for (Map.Entry<String, JsonNode> entry : patterns.properties()) {
      String pattern = entry.getKey();
      if (pattern.codePointCount(0, pattern.length()) > PATTERN_CHARACTERS && !isBroken()) {
        failures.add(
            Path.ROOT.then("patterns").then(pattern),
            Failure.maxLength(PATTERN_CHARACTERS, TextNode.valueOf(pattern)));
      }
    }
  }

  private void metaflows(JsonNode byName, Path path, int depth) {
    for (Map.Entry<String, JsonNode> entry : byName.properties()) {
      metaflow(entry.getValue(), path.then(entry.getKey()), depth);
    }
  }

  private void metaflow(JsonNode node, Path path, int depth) {
    if (!node.isObject() || isBroken()) {
      return;
    }
    nodes++;
    if (depth > METAFLOW_DEPTH) {
      failures.add(path, Failure.maxDepth("Metaflows", METAFLOW_DEPTH));
    } else if (nodes > NODES) {
      failures.add(
          Path.ROOT,
          Failure.of("maxNodes", "A document must not have more than " + NODES + " metaflows")
              .target(NODES));
    } else {
      metaflows(node.path("children"), path.then("children"), depth + 1);
    }
  }

  private boolean isBroken() {
    return !failures.isEmpty();
  }
}
