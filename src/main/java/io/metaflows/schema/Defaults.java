package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Fills in defaults in place: stored keys keep their order, and defaults follow them. */
record Defaults(SchemaLibrary library) {

  /** The value itself and all beneath it. */
  void fill(List<Schema> schemas, JsonNode value) {
    if (value instanceof ObjectNode object) {
      own(schemas, object);
    }
    beneath(schemas, value);
  }

  /** All beneath the value, but not the value itself. */
  void beneath(List<Schema> schemas, JsonNode value) {
    if (schemas.isEmpty()) {
      return;
    }
    if (value instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        fill(library.beneath(schemas, object, entry.getKey()), entry.getValue());
      }
    } else if (value instanceof ArrayNode list) {
      List<Schema> items = library.items(schemas);
      list.forEach(item -> fill(items, item));
    }
  }

  private static void own(List<Schema> schemas, ObjectNode object) {
    for (Schema schema : schemas) {
      schema
          .properties()
          .forEach(
              (name, property) ->
                  property
                      .filling()
                      .filter(absent -> !object.has(name))
                      .ifPresent(filling -> object.set(name, filling.deepCopy())));
    }
  }
}
