package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All schemas, compiled, by the names of their files. */
final class SchemaLibrary {

  /**
   * What is in {@code schemas/}, compiled when this class is initialised: for the native executable
   * that is when the image is built, for the JVM once.
   */
  static final SchemaLibrary BUNDLED =
      of(SchemaFiles.readAll(SchemaLibrary.class.getClassLoader()));

  private static final String MODULES = "modules/";

  private final Map<String, Schema> schemas;

  private SchemaLibrary(Map<String, Schema> schemas) {
    this.schemas = schemas;
  }

  /**
   * @param files the files by their names beneath {@code schemas/}
   * @throws IllegalStateException if one has what is not understood, or refers to no file
   */
  static SchemaLibrary of(Map<String, JsonNode> files) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    files.forEach((name, source) -> schemas.put(name, SchemaCompiler.compile(name, source)));
    SchemaLibrary library = new SchemaLibrary(schemas);
    schemas.forEach((name, schema) -> library.requireReferences(name, schema));
    library.metaflows();
    library.metaflow();
    return library;
  }

  Schema metaflows() {
    return named("metaflows.json");
  }

  Schema metaflow() {
    return named("metaflow.json");
  }

  /** The names of the modules that have a schema. */
  List<String> modules() {
    return schemas.keySet().stream()
        .filter(name -> name.startsWith(MODULES))
        .map(name -> name.substring(MODULES.length(), name.length() - ".json".length()))
        .sorted()
        .toList();
  }

  /** What the data of that module must be; empty if the module has no schema. */
  Optional<Schema> module(String module) {
    return Optional.ofNullable(schemas.get(MODULES + module + ".json"));
  }

  /**
   * The schemas of what an object holds under that name.
   *
   * @param parents the schemas of the object, references resolved
   */
  List<Schema> beneath(List<Schema> parents, ObjectNode parent, String name) {
    List<Schema> found = new ArrayList<>(2);
    for (Schema schema : parents) {
      int before = found.size();
      add(Optional.ofNullable(schema.properties().get(name)), found);
      for (Schema.Keys keys : schema.patterns()) {
        if (keys.pattern().matcher(name).find()) {
          add(Optional.of(keys.schema()), found);
        }
      }
      if (found.size() == before) {
        add(schema.additional(), found);
      }
      if (schema.module() && name.equals("data")) {
        add(module(parent.path("module").asText()), found);
      }
    }
    return found;
  }

  /** The schemas of a list's items. */
  List<Schema> items(List<Schema> lists) {
    List<Schema> found = new ArrayList<>(1);
    lists.forEach(schema -> add(schema.items(), found));
    return found;
  }

  private void add(Optional<Schema> schema, List<Schema> to) {
    if (schema.isPresent()) {
      to.add(resolved(schema.get()));
    }
  }

  private Schema resolved(Schema schema) {
    return schema.reference().isPresent() ? resolved(named(schema.reference().get())) : schema;
  }

  private Schema named(String file) {
    Schema schema = schemas.get(file);
    if (schema == null) {
      throw new IllegalStateException("there is no schemas/" + file);
    }
    return schema;
  }

  private void requireReferences(String file, Schema schema) {
    schema.reference().ifPresent(this::named);
    schema.properties().values().forEach(beneath -> requireReferences(file, beneath));
    schema.patterns().forEach(keys -> requireReferences(file, keys.schema()));
    schema.additional().ifPresent(beneath -> requireReferences(file, beneath));
    schema.items().ifPresent(beneath -> requireReferences(file, beneath));
  }
}
