package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/**
 * Checks how large one document is (docs/documents.md#limits). It comes before the schemas, so that
 * checking those costs no more than the size of the document, and no recursion runs out of stack.
 */
final class SizeCheck {

  /** {@code data} is in the envelope, whose depth is 1. */
  private static final int DEPTH_OF_DATA = 2;

  private final DocumentLimits limits;
  private final Failures failures;
  private int nodes;

  private SizeCheck(DocumentLimits limits) {
    this.limits = limits;
    this.failures = new Failures(limits);
  }

  /** The first failure of a metaflows document, or none. */
  static Failures ofDocument(ObjectNode document, DocumentLimits limits) {
    SizeCheck check = new SizeCheck(limits);
    check.json(document, FailurePath.ROOT, DEPTH_OF_DATA);
    check.entries(document);
    check.patterns(document.path("patterns"));
    for (Map.Entry<String, JsonNode> entry : document.properties()) {
      if (entry.getKey().equals("numbers") || entry.getKey().equals("patterns")) {
        check.metaflows(entry.getValue(), FailurePath.ROOT.then(entry.getKey()), 1);
      }
    }
    return check.failures;
  }

  /** The first failure of a single metaflow, or none. */
  static Failures ofNode(ObjectNode node, DocumentLimits limits) {
    SizeCheck check = new SizeCheck(limits);
    check.json(node, FailurePath.ROOT, DEPTH_OF_DATA);
    check.metaflow(node, FailurePath.ROOT, 1);
    return check.failures;
  }

  /** The failure of JSON that is too deep. */
  static Failure jsonTooDeep(DocumentLimits limits) {
    return Failure.maxDepth("JSON", limits.jsonDepth());
  }

  private void json(JsonNode value, FailurePath path, int depth) {
    if (!value.isContainerNode() || isBroken()) {
      return;
    }
    if (depth > limits.jsonDepth()) {
      failures.add(path, jsonTooDeep(limits));
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
        if (entries > limits.entries()) {
          failures.add(
              FailurePath.ROOT.then(entry.getKey()),
              Failure.of(
                      "maxProperties",
                      "numbers and patterns must not have more than "
                          + limits.entries()
                          + " entries together")
                  .target(limits.entries()));
        }
      }
    }
  }

  private void patterns(JsonNode patterns) {
    for (Map.Entry<String, JsonNode> entry : patterns.properties()) {
      String pattern = entry.getKey();
      if (pattern.codePointCount(0, pattern.length()) > limits.pattern() && !isBroken()) {
        failures.add(
            FailurePath.ROOT.then("patterns").then(pattern),
            Failure.maxLength(limits.pattern(), TextNode.valueOf(pattern)));
      }
    }
  }

  private void metaflows(JsonNode byName, FailurePath path, int depth) {
    for (Map.Entry<String, JsonNode> entry : byName.properties()) {
      metaflow(entry.getValue(), path.then(entry.getKey()), depth);
    }
  }

  private void metaflow(JsonNode node, FailurePath path, int depth) {
    if (!node.isObject() || isBroken()) {
      return;
    }
    nodes++;
    if (depth > limits.depth()) {
      failures.add(path, Failure.maxDepth("Metaflows", limits.depth()));
    } else if (nodes > limits.nodes()) {
      failures.add(
          FailurePath.ROOT,
          Failure.of(
                  "maxNodes", "A document must not have more than " + limits.nodes() + " metaflows")
              .target(limits.nodes()));
    } else {
      metaflows(node.path("children"), path.then("children"), depth + 1);
    }
  }

  private boolean isBroken() {
    return !failures.isEmpty();
  }
}
