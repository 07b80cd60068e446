package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.metaflow.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents made up from the schema files, good and bad; the same ones in every run. */
final class Generated {

  private static final List<String> NAMES =
      List.of(
          "module", "data", "children", "numbers", "patterns", "captures", "leg", "id", "", "x.y");
  private static final List<String> STRAY =
      List.of(
          "null",
          "true",
          "'true'",
          "0",
          "-3",
          "2.6",
          "'2.6'",
          "1e3",
          "'500'",
          "''",
          "'x'",
          "'*'",
          "'both'",
          "'hangup'",
          "'http://x/y'",
          "[]",
          "{}",
          "[1,'2']",
          "{'module':'play'}",
          "99999999999999999999");

  private final Map<String, JsonNode> files =
      SchemaFiles.readAll(SchemaLibrary.class.getClassLoader());
  private final Random random;
  private final double badness;

  /**
   * @param badness how many values of a hundred have nothing to do with the schemas, as a fraction
   */
  Generated(long seed, double badness) {
    this.random = new Random(seed);
    this.badness = badness;
  }

  ObjectNode document() {
    ObjectNode document = Json.object();
    if (random.nextBoolean()) {
      document.set("id", stray());
    }
    properties(files.get("metaflows.json"), document, 0);
    return document;
  }

  ObjectNode data(String module) {
    ObjectNode data = Json.object();
    properties(files.get("modules/" + module + ".json"), data, 0);
    return data;
  }

  /** Any JSON whatever. */
  JsonNode anything(int depth) {
    int kind = depth > 5 ? 2 : random.nextInt(4);
    if (kind == 0) {
      ObjectNode object = Json.object();
      for (int i = random.nextInt(5); i > 0; i--) {
        object.set(pick(NAMES), anything(depth + 1));
      }
      return object;
    }
    if (kind == 1) {
      ArrayNode list = Json.nodes().arrayNode();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(anything(depth + 1));
      }
      return list;
    }
    return stray();
  }

  private void properties(JsonNode schema, ObjectNode into, int depth) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      if (random.nextInt(3) > 0 || required(schema, property.getKey())) {
        into.set(property.getKey(), value(property.getKey(), property.getValue(), depth));
      }
    }
  }

  private boolean required(JsonNode schema, String name) {
    return random.nextDouble() >= badness
        && schema.path("required").toString().contains('"' + name + '"');
  }

  private JsonNode value(String name, JsonNode schema, int depth) {
    if (random.nextDouble() < badness) {
      return stray();
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    return switch (schema.path("type").asText("string")) {
      case "integer" -> Sample.json(pick(List.of("1", "'2'", "3.4", "4")));
      case "number" -> Sample.json(pick(List.of("1", "1.0", "'1.00'")));
      case "boolean" -> Sample.json(pick(List.of("true", "'false'")));
      case "array" -> Sample.json(pick(List.of("[]", "['1','2']")));
      case "object" -> object(name, schema, depth);
      default -> text(name);
    };
  }

  private JsonNode text(String name) {
    return TextNode.valueOf(name.endsWith("url") ? "https://x/" + random.nextInt(9) : "t");
  }

  private ObjectNode object(String name, JsonNode schema, int depth) {
    ObjectNode object = Json.object();
    List<String> keys =
        switch (name) {
          case "numbers" -> List.of("1", "22", "0");
          case "patterns" -> List.of("2(\\d+)", "^1.$", "#");
          case "children" -> List.of("_", "a.b");
          default -> List.of();
        };
    for (String key : keys) {
      if (depth < 4 && random.nextBoolean()) {
        object.set(key, random.nextDouble() < badness ? stray() : node(depth + 1));
      }
    }
    if (random.nextDouble() < badness) {
      object.set(pick(NAMES), stray());
    }
    properties(schema, object, depth);
    return object;
  }

  private ObjectNode node(int depth) {
    List<String> modules = SchemaLibrary.BUNDLED.modules();
    String module = random.nextInt(9) == 0 ? "other" : pick(modules);
    ObjectNode node = Json.object();
    properties(files.get("metaflow.json"), node, depth);
    if (node.path("module").isTextual()) {
      node.put("module", module);
    }
    boolean needsData = module.equals("pivot") || module.equals("relate");
    if (!module.equals("other") && (needsData || node.path("data").isObject())) {
      node.set("data", data(module));
    }
    return node;
  }

  private JsonNode stray() {
    return Sample.json(pick(STRAY));
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
