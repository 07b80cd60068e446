package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One requirement of a schema on a value itself, not on what the value contains. */
sealed interface Rule {

  /** The failure, if the value breaks this rule. */
  Optional<Failure> check(JsonNode value);

  private static Optional<Failure> failIf(boolean broken, Supplier<Failure> failure) {
    return broken ? Optional.of(failure.get()) : Optional.empty();
  }

  private static int characters(JsonNode value) {
    String text = value.textValue();
    return text.codePointCount(0, text.length());
  }

  /** The value is of one of these types. */
  record Type(List<JsonType> types) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      if (types.stream().anyMatch(type -> type.holds(value))) {
        return Optional.empty();
      }
      return Optional.of(
          Failure.type(String.join(", ", types.stream().map(JsonType::word).toList()), value));
    }
  }

  /** {@code enum}. */
  record Listed(JsonNode values) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      for (JsonNode listed : values) {
        if (listed.equals(value)) {
          return Optional.empty();
        }
      }
      return Optional.of(
          Failure.of("enum", "Value not found in enumerated list of values")
              .with("target", values)
              .value(value));
    }
  }

  /** {@code minimum}; inclusive. */
  record Minimum(JsonNode bound) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      boolean below = value.isNumber() && value.decimalValue().compareTo(bound.decimalValue()) < 0;
      return failIf(
          below,
          () ->
              Failure.of("minimum", "Value must be at least " + bound.asText())
                  .with("target", bound)
                  .value(value));
    }
  }

  /** {@code maximum}; inclusive. */
  record Maximum(JsonNode bound) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      boolean above = value.isNumber() && value.decimalValue().compareTo(bound.decimalValue()) > 0;
      return failIf(
          above,
          () ->
              Failure.of("maximum", "Value must be at most " + bound.asText())
                  .with("target", bound)
                  .value(value));
    }
  }

  /** {@code minLength}, in characters (not UTF-16 units). */
  record MinLength(int least) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      return failIf(
          value.isTextual() && characters(value) < least,
          () ->
              Failure.of("minLength", "String must be at least " + least + " characters")
                  .target(least)
                  .with("cause", value)
                  .value(value));
    }
  }

  /** {@code maxLength}, in characters (not UTF-16 units). */
  record MaxLength(int most) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      return failIf(
          value.isTextual() && characters(value) > most, () -> Failure.maxLength(most, value));
    }
  }

  /** {@code pattern}: found anywhere in the text. */
  record Pattern(com.google.re2j.Pattern compiled) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      return failIf(
          value.isTextual() && !compiled.matcher(value.textValue()).find(),
          () -> failure(compiled.pattern(), value));
    }

    static Failure failure(String pattern, JsonNode value) {
      return Failure.of("pattern", "Failed to match pattern '" + pattern + "'")
          .with("target", TextNode.valueOf(pattern))
          .value(value);
    }
  }

  /** {@code minItems}. */
  record MinItems(int least) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      return failIf(
          value.isArray() && value.size() < least,
          () ->
              Failure.of("minItems", "The list must have at least " + least + " items")
                  .target(least)
                  .value(value));
    }
  }

  /** {@code maxItems}. */
  record MaxItems(int most) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      return failIf(value.isArray() && value.size() > most, () -> Failure.maxItems(most, value));
    }
  }

  /** {@code uniqueItems}. */
  record UniqueItems() implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      boolean repeated = false;
      if (value.isArray()) {
        HashSet<JsonNode> seen = new HashSet<>();
        for (JsonNode item : value) {
          repeated |= !seen.add(item);
        }
      }
      return failIf(
          repeated, () -> Failure.of("uniqueItems", "List of items is not unique").value(value));
    }
  }

  /** {@code oneOf}: exactly one of these holds. Nothing is coerced into one of them. */
  record ExactlyOne(List<List<Rule>> choices) implements Rule {
    @Override
    public Optional<Failure> check(JsonNode value) {
      long holding =
          choices.stream()
              .filter(rules -> rules.stream().allMatch(rule -> rule.check(value).isEmpty()))
              .count();
      return failIf(
          holding != 1,
          () -> Failure.of("not_one_schema_valid", "failed to validate").value(value));
    }
  }

  /** {@code kazoo-url}: http or https, with a host. */
  record Url() implements Rule {
    private static final com.google.re2j.Pattern URL =
        com.google.re2j.Pattern.compile(
            "[hH][tT][tT][pP][sS]?://(?:[^\\s/?#@\\\\]*@)?(?:\\[[0-9a-fA-F:.]+\\]|[^\\s/?#@:\\[\\]\\\\]+)"
                + "(?::[0-9]{0,5})?(?:[/?#]\\S*)?");

    @Override
    public Optional<Failure> check(JsonNode value) {
      return failIf(
          value.isTextual() && !URL.matches(value.textValue()),
          () -> Failure.error("invalid client URL", value));
    }
  }
}
