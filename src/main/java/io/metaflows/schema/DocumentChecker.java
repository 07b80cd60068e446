package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.metaflow.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks one document against the schemas in its own order, and coerces values in place. */
final class DocumentChecker {

  private final SchemaLibrary library;
  private final UnknownModules unknownModules;
  private final Regexes regexes;
  private final Failures failures;

  DocumentChecker(
      SchemaLibrary library, UnknownModules unknownModules, Regexes regexes, Failures failures) {
    this.library = library;
    this.unknownModules = unknownModules;
    this.regexes = regexes;
    this.failures = failures;
  }

  void check(Schema schema, ObjectNode document) {
    check(List.of(schema), document, FailurePath.ROOT, Optional.empty());
  }

  /**
   * @param extension a failure of this value by an extension of the object above; it replaces those
   *     of the rules
   * @return the value, coerced
   */
  private JsonNode check(
      List<Schema> schemas, JsonNode sent, FailurePath path, Optional<Failure> extension) {
    JsonNode value = sent;
    for (Schema schema : schemas) {
      value = schema.coerce(value);
    }
    Optional<Failure> last = Optional.empty();
    for (Schema schema : schemas) {
      last = Failure.laterOf(last, schema.check(value));
    }
    Failure.laterOf(last, extension).ifPresent(failure -> failures.add(path, failure));
    if (value instanceof ObjectNode object) {
      beneath(schemas, object, path);
    } else if (value instanceof ArrayNode list) {
      items(library.items(schemas), list, path);
    }
    return value;
  }

  private void items(List<Schema> schemas, ArrayNode list, FailurePath path) {
    if (schemas.isEmpty()) {
      return;
    }
    for (int i = 0; i < list.size() && !failures.isFull(); i++) {
      list.set(i, check(schemas, list.get(i), path.then(i), Optional.empty()));
    }
  }

  private void beneath(List<Schema> schemas, ObjectNode object, FailurePath path) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (failures.isFull()) {
        return;
      }
      String name = entry.getKey();
      List<Schema> found = library.beneath(schemas, object, name);
      Optional<Failure> extension = extension(schemas, object, name);
      if (!found.isEmpty()) {
        entry.setValue(check(found, entry.getValue(), path.then(name), extension));
      } else if (schemas.stream().anyMatch(Schema::closed)) {
        failures.add(path.then(name), unknownName(schemas, object, name));
      }
    }
    schemas.forEach(schema -> absent(schema, object, path));
  }

  private static Failure unknownName(List<Schema> schemas, ObjectNode object, String name) {
    Failure failure =
        Failure.of(
                "additionalProperties",
                "Strict checking of data is enabled; only include schema-defined properties")
            .value(object);
    return schemas.stream()
        .flatMap(schema -> schema.patterns().stream())
        .findFirst()
        .map(
            keys ->
                failure.with(
                    "reason",
                    TextNode.valueOf(
                        name.isEmpty()
                            ? "a name here must not be empty"
                            : "a name here has to match " + keys.pattern())))
        .orElse(failure);
  }

  private void absent(Schema schema, ObjectNode object, FailurePath path) {
    if (schema.module() && !object.has("data")) {
      List<Schema> data = library.beneath(List.of(schema), object, "data");
      check(data, Json.object(), path.then("data"), Optional.empty());
    }
    for (String name : schema.required()) {
      if (!object.has(name)) {
        failures.add(path.then(name), Failure.required(name));
      }
    }
  }

  private Optional<Failure> extension(List<Schema> schemas, ObjectNode object, String name) {
    for (Schema schema : schemas) {
      if (schema.regexKeys()) {
        return regexes
            .fault(name)
            .map(
                fault ->
                    Failure.error(fault.message(), TextNode.valueOf(name))
                        .with("reason", TextNode.valueOf(fault.reason())));
      }
      if (schema.module() && name.equals("module")) {
        return unknownModule(object.get("module"));
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> unknownModule(JsonNode module) {
    if (unknownModules == UnknownModules.ACCEPT
        || !module.isTextual()
        || library.module(module.textValue()).isPresent()) {
      return Optional.empty();
    }
    // Kazoo answers the schema that it could not find and the module that wanted it.
    failures.add(
        FailurePath.ROOT.then("schema"),
        Failure.of("schema", "schema not found")
            .with("schema", TextNode.valueOf("metaflows." + module.textValue())));
    return Optional.of(
        Failure.error("unable to find metaflow schema for module " + module.textValue(), module));
  }
}
