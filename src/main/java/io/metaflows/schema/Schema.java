package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compiled schema.
 *
 * @param rules what is asked of the value itself
 * @param coercions the types that a value of another one is turned into where it can be
 * @param properties what lies beneath, by name, in the order of the file
 * @param patterns what lies beneath, by a pattern of the name
 * @param additional what every other name holds; absent where anything may be there
 * @param closed whether no other name is allowed
 * @param required names that must be there
 * @param items what each item of a list is
 * @param filling what an answer holds where nothing is stored
 * @param module whether the value is a metaflow: its {@code data} is checked by its module's schema
 * @param regexKeys whether the names are regular expressions that calls will be matched with
 * @param reference the schema that stands here instead, by the name of its file
 */
record Schema(
    List<Rule> rules,
    List<JsonType> coercions,
    Map<String, Schema> properties,
    List<Keys> patterns,
    Optional<Schema> additional,
    boolean closed,
    List<String> required,
    Optional<Schema> items,
    Optional<JsonNode> filling,
    boolean module,
    boolean regexKeys,
    Optional<String> reference) {

  /** What a value holds under the names in which the pattern is found. */
  record Keys(Pattern pattern, Schema schema) {}

  JsonNode coerce(JsonNode value) {
    JsonNode coerced = value;
    for (JsonType type : coercions) {
      coerced = type.coerce(coerced);
    }
    return coerced;
  }

  Optional<Failure> check(JsonNode value) {
    Optional<Failure> last = Optional.empty();
    for (Rule rule : rules) {
      last = Failure.laterOf(last, rule.check(value));
    }
    return last;
  }
}
