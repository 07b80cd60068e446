package io.metaflows.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/** openapi.yaml, and whether an answer is one that it describes. */
public final class OpenApi {

  static final Path FILE = Path.of("src/main/resources/openapi.yaml");

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode root;
  private final Map<JsonNode, Schema> compiled = new HashMap<>();

  private OpenApi(JsonNode root) {
    this.root = root;
  }

  public static OpenApi read() {
    try {
      return new OpenApi(
          new ObjectMapper().valueToTree(new Yaml().<Object>load(Files.readString(FILE))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  /** The node itself, or what its {@code $ref} leads to. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(root.at(node.get("$ref").asText().substring(1))) : node;
  }

  /** The operation of that method and path template. */
  JsonNode operation(String method, String path) {
    return root.get("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  /** The path template that a path belongs to; empty where there is none. */
  public Optional<String> template(String path) {
    return root.get("paths")
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+") + "/?"))
        .findFirst();
  }

  /** Whether that method and path template are described. */
  public boolean describes(String method, String path) {
    return !operation(method, path).isMissingNode();
  }

  /**
   * What is wrong with an answer; empty where it is described.
   *
   * @param path as openapi.yaml has it, with variables
   * @param body empty where the answer has none
   */
  public List<String> objections(String method, String path, int status, Optional<JsonNode> body) {
    JsonNode response =
        resolved(operation(method, path).path("responses").path(Integer.toString(status)));
    if (response.isMissingNode()) {
      return List.of(method + " " + path + " has no answer " + status);
    }
    JsonNode schema = response.at("/content/application~1json/schema");
    if (schema.isMissingNode() || body.isEmpty()) {
      return schema.isMissingNode() && body.isEmpty()
          ? List.of()
          : List.of("has a body, or has none");
    }
    return schema.has("$ref")
        ? objections(schema.get("$ref").asText().replaceFirst(".*/", ""), body.get())
        : objections((ObjectNode) schema, body.get());
  }

  /** What is wrong with a value under a schema that stands anywhere in the file. */
  List<String> objections(ObjectNode schema, JsonNode value) {
    return messages(compiled.computeIfAbsent(schema, this::compile).validate(value));
  }

  /** What is wrong with a value under the component schema of that name. */
  List<String> objections(String schema, JsonNode value) {
    ObjectNode reference =
        new ObjectMapper().createObjectNode().put("$ref", "#/components/schemas/" + schema);
    return objections(reference, value);
  }

  private Schema compile(JsonNode schema) {
    ObjectNode self = schema.deepCopy();
    self.putObject("components").set("schemas", root.at("/components/schemas"));
    return REGISTRY.getSchema(self);
  }

  private static List<String> messages(List<Error> errors) {
    return errors.stream().map(Error::toString).toList();
  }
}
