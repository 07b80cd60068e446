package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles a draft-04 file into a {@link Schema}. An unknown keyword is an error, so that no rule
 * is ignored silently.
 */
final class SchemaCompiler {

  private static final Set<String> WITHOUT_RULES =
      Set.of("$schema", "id", "title", "description", "default");

  private final String file;
  private final List<Rule> rules = new ArrayList<>();
  private final List<JsonType> coercions = new ArrayList<>();
  private final Map<String, Schema> properties = new LinkedHashMap<>();
  private final List<Schema.Keys> patterns = new ArrayList<>();
  private final List<String> required = new ArrayList<>();
  private Optional<Schema> additional = Optional.empty();
  private Optional<Schema> items = Optional.empty();
  private Optional<String> reference = Optional.empty();
  private boolean closed;
  private boolean module;
  private boolean regexKeys;

  private SchemaCompiler(String file) {
    this.file = file;
  }

  /**
   * @param file its name beneath the folder of schemas, which messages name and {@code #} refers to
   */
  static Schema compile(String file, JsonNode source) {
    return new SchemaCompiler(file).schema(source);
  }

  private Schema schema(JsonNode source) {
    if (!source.isObject()) {
      throw refused("a schema that is not an object");
    }
    source.properties().forEach(entry -> keyword(entry.getKey(), entry.getValue()));
    // Kazoo fills in a default only if the schema has a type too.
    Optional<JsonNode> filling =
        source.has("type") ? Optional.ofNullable(source.get("default")) : Optional.empty();
    return new Schema(
        List.copyOf(rules),
        List.copyOf(coercions),
        properties,
        List.copyOf(patterns),
        additional,
        closed,
        List.copyOf(required),
        items,
        filling,
        module,
        regexKeys,
        reference);
  }

  private void keyword(String name, JsonNode value) {
    switch (name) {
      case "type" -> type(value);
      case "enum" -> rules.add(new Rule.Listed(value));
      case "minimum" -> rules.add(new Rule.Minimum(value));
      case "maximum" -> rules.add(new Rule.Maximum(value));
      case "minLength" -> rules.add(new Rule.MinLength(value.intValue()));
      case "maxLength" -> rules.add(new Rule.MaxLength(value.intValue()));
      case "minItems" -> rules.add(new Rule.MinItems(value.intValue()));
      case "maxItems" -> rules.add(new Rule.MaxItems(value.intValue()));
      case "pattern" -> rules.add(new Rule.Pattern(Pattern.compile(value.textValue())));
      case "properties" -> value.properties().forEach(this::property);
      case "patternProperties" -> value.properties().forEach(this::patternProperty);
      case "required" -> value.forEach(property -> required.add(property.textValue()));
      case "items" -> items = Optional.of(compile(file, value));
      case "oneOf" -> rules.add(oneOf(value));
      case "$ref" ->
          reference = Optional.of(value.textValue().equals("#") ? file : value.textValue());
      case "additionalProperties" -> additionalProperties(value);
      case "uniqueItems" -> addIf(value, new Rule.UniqueItems());
      case "kazoo-url" -> addIf(value, new Rule.Url());
      case "kazoo-module" -> module = value.booleanValue();
      case "kazoo-regex-keys" -> regexKeys = value.booleanValue();
      default -> {
        if (!WITHOUT_RULES.contains(name)) {
          throw refused("the keyword '" + name + "'");
        }
      }
    }
  }

  private void type(JsonNode value) {
    List<JsonType> types = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(word -> types.add(JsonType.of(word.textValue())));
    } else {
      types.add(JsonType.of(value.textValue()));
      coercions.addAll(types);
    }
    rules.add(new Rule.Type(List.copyOf(types)));
  }

  private void property(Map.Entry<String, JsonNode> entry) {
    properties.put(entry.getKey(), compile(file, entry.getValue()));
  }

  private void patternProperty(Map.Entry<String, JsonNode> entry) {
    patterns.add(new Schema.Keys(Pattern.compile(entry.getKey()), compile(file, entry.getValue())));
  }

  private void additionalProperties(JsonNode value) {
    if (value.isBoolean()) {
      closed = !value.booleanValue();
    } else {
      additional = Optional.of(compile(file, value));
    }
  }

  /** A choice may only have rules for the value itself. */
  private Rule oneOf(JsonNode choices) {
    List<List<Rule>> compiled = new ArrayList<>();
    for (JsonNode choice : choices) {
      Schema schema = compile(file, choice);
      boolean plain =
          schema.properties().isEmpty()
              && schema.patterns().isEmpty()
              && schema.required().isEmpty()
              && schema.items().isEmpty()
              && schema.additional().isEmpty()
              && schema.reference().isEmpty()
              && !schema.closed();
      if (!plain) {
        throw refused("a choice of 'oneOf' that looks beneath the value");
      }
      compiled.add(schema.rules());
    }
    return new Rule.ExactlyOne(List.copyOf(compiled));
  }

  private void addIf(JsonNode wanted, Rule rule) {
    if (wanted.booleanValue()) {
      rules.add(rule);
    }
  }

  private IllegalStateException refused(String what) {
    return new IllegalStateException("schemas/" + file + " has " + what + ", not understood here");
  }
}
