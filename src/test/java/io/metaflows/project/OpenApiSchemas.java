package io.metaflows.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The schemas that documents are validated by, as OpenAPI 3.1 has them (JSON Schema 2020-12).
 *
 * <p>Each comes twice: as answers have it, where defaults are filled in, and under a name that ends
 * in {@code Request}, with what is accepted as well, as Kazoo accepts it
 * (docs/documents.md#coercion).
 */
final class OpenApiSchemas {

  /**
   * What schema/Rule.Url wants after the scheme; RE2's white space, spelt out, for it is not
   * everyone's.
   */
  private static final String AFTER_SCHEME =
      "://([^ \\t\\n\\f\\r/?#@\\\\]*@)?(\\[[0-9a-fA-F:.]+\\]|[^ \\t\\n\\f\\r/?#@:\\[\\]\\\\]+)"
          + "(:[0-9]{0,5})?([/?#][^ \\t\\n\\f\\r]*)?$";

  private static final Path SCHEMAS = Path.of("src/main/resources/schemas");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, ObjectNode> modules = modules();
  private final ObjectNode written = MAPPER.createObjectNode();

  private OpenApiSchemas() {}

  static ObjectNode write() {
    OpenApiSchemas schemas = new OpenApiSchemas();
    for (Direction direction : Direction.values()) {
      schemas.family(direction);
    }
    return schemas.written;
  }

  private void family(Direction direction) {
    add(direction.name("Metaflows"), direction, schema("metaflows"));
    ObjectNode metaflow = schema("metaflow");
    ObjectNode any = MAPPER.createObjectNode();
    any.set("description", metaflow.get("description"));
    ArrayNode kinds = any.putArray("anyOf");
    modules.keySet().forEach(module -> kinds.add(ref(direction.name(camel(module) + "Metaflow"))));
    kinds.add(ref(direction.name("OtherMetaflow")));
    written.set(direction.name("Metaflow"), any);

    modules.forEach(
        (module, data) -> {
          ObjectNode node = node(metaflow, direction);
          // A module that needs something in its data cannot do without it.
          if (direction == Direction.ANSWER || data.has("required")) {
            ((ArrayNode) node.get("required")).add("data");
          }
          ((ObjectNode) node.get("properties")).putObject("module").put("const", module);
          ((ObjectNode) node.get("properties")).set("data", ref(direction.name(camel(module))));
          written.set(direction.name(camel(module) + "Metaflow"), node);
          add(direction.name(camel(module)), direction, data);
        });
    written.set(direction.name("OtherMetaflow"), other(metaflow, direction));
  }

  /** A module that has no schema is taken as it is. */
  private ObjectNode other(ObjectNode metaflow, Direction direction) {
    ObjectNode node = node(metaflow, direction);
    node.put("description", "A module without a schema, where those are accepted");
    if (direction == Direction.ANSWER) {
      ((ArrayNode) node.get("required")).add("data");
    }
    ArrayNode known =
        ((ObjectNode) node.at("/properties/module")).putObject("not").putArray("enum");
    modules.keySet().forEach(known::add);
    return node;
  }

  private ObjectNode node(ObjectNode metaflow, Direction direction) {
    ObjectNode node = translated(metaflow, direction);
    node.remove("description");
    return node;
  }

  private void add(String name, Direction direction, ObjectNode schema) {
    written.set(name, translated(schema, direction));
  }

  private static ObjectNode translated(ObjectNode schema, Direction direction) {
    ObjectNode copy = schema.deepCopy();
    copy.remove(List.of("$schema", "title"));
    translate(copy, direction);
    return copy;
  }

  private static void translate(JsonNode node, Direction direction) {
    if (node instanceof ObjectNode schema) {
      if (schema.has("kazoo-regex-keys")) {
        schema
            .putObject("propertyNames")
            .put("description", "An expression that RE2 takes")
            .put("format", "regex")
            .put("maxLength", 256);
      }
      if (schema.has("kazoo-url")) {
        boolean lowerCase = schema.path("pattern").asText().equals("^https?://");
        schema.put(
            "pattern", "^" + (lowerCase ? "https?" : "[hH][tT][tT][pP][sS]?") + AFTER_SCHEME);
      }
      schema.remove(List.of("kazoo-module", "kazoo-regex-keys", "kazoo-url"));
      if (schema.path("$ref").isTextual()) {
        schema.put("$ref", "#/components/schemas/" + direction.name("Metaflow"));
      }
    }
    for (Iterator<Map.Entry<String, JsonNode>> i = node.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = i.next();
      translate(entry.getValue(), direction);
      if (entry.getKey().equals("properties") && direction == Direction.REQUEST) {
        entry.getValue().forEach(property -> OpenApiCoercion.loosen((ObjectNode) property));
      }
    }
    if (node.isArray()) {
      node.forEach(item -> translate(item, direction));
    }
  }

  private static ObjectNode ref(String schema) {
    return MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + schema);
  }

  private static ObjectNode schema(String name) {
    try {
      return (ObjectNode) MAPPER.readTree(Files.readString(SCHEMAS.resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, ObjectNode> modules() {
    Map<String, ObjectNode> modules = new TreeMap<>();
    try (Stream<Path> files = Files.list(SCHEMAS.resolve("modules"))) {
      List<Path> all = new ArrayList<>(files.toList());
      for (Path file : all) {
        String name = file.getFileName().toString().replaceFirst("\\.json$", "");
        modules.put(name, schema("modules/" + name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return modules;
  }

  /** {@code record_call} is {@code RecordCall}. */
  private static String camel(String module) {
    StringBuilder name = new StringBuilder();
    for (String word : module.split("_", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private enum Direction {
    ANSWER(""),
    REQUEST("Request");

    private final String suffix;

    Direction(String suffix) {
      this.suffix = suffix;
    }

    String name(String schema) {
      return schema + suffix;
    }
  }
}
