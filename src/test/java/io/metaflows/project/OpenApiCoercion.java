package io.metaflows.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;

/** What is accepted as an integer, a number or a boolean (docs/documents.md#coercion). */
final class OpenApiCoercion {

  /** Written out, since not every reader of YAML takes 1e30 for a number. */
  private static final BigInteger LARGEST_ROUNDED = BigInteger.TEN.pow(30);

  private OpenApiCoercion() {}

  /** Makes a property take what is coerced, beside what it wants. */
  static void loosen(ObjectNode property) {
    ObjectNode strict = property.deepCopy();
    switch (strict.path("type").asText()) {
      case "boolean" ->
          alternatives(property).addObject().putArray("enum").add("true").add("false");
      case "integer" -> {
        ArrayNode alternatives = alternatives(property);
        rounded(strict, alternatives.addObject());
        text(strict, alternatives.addObject());
      }
      case "number" -> text(strict, alternatives(property).addObject());
      default -> {}
    }
  }

  /** Any number that rounds to one within the bounds; half is rounded away from zero. */
  private static void rounded(ObjectNode strict, ObjectNode rounded) {
    rounded.put("description", "Is rounded").put("type", "number");
    if (strict.has("minimum")) {
      rounded.put("exclusiveMinimum", strict.get("minimum").intValue() - 0.5);
    } else {
      rounded.put("minimum", LARGEST_ROUNDED.negate());
    }
    if (strict.has("maximum")) {
      rounded.put("exclusiveMaximum", strict.get("maximum").intValue() + 0.5);
    } else {
      rounded.put("maximum", LARGEST_ROUNDED);
    }
  }

  /** The plainest texts of numbers within the bounds; what else is taken, no pattern can say. */
  private static void text(ObjectNode strict, ObjectNode text) {
    JsonNode minimum = strict.path("minimum");
    if (strict.has("maximum")) {
      ArrayNode texts = text.putArray("enum");
      for (int i = minimum.intValue(); i <= strict.get("maximum").intValue(); i++) {
        texts.add(Integer.toString(i));
      }
      return;
    }
    String sign = minimum.isMissingNode() ? "[+-]?" : "[+]?";
    String digits = minimum.asInt() > 0 ? "0*[1-9][0-9]{0,17}" : "[0-9]{1,18}";
    text.put("type", "string").put("pattern", "^" + sign + digits + "(\\.[0-9]{1,18})?$");
  }

  /** Turns a property into alternatives, of which the first is what it was. */
  private static ArrayNode alternatives(ObjectNode property) {
    ObjectNode strict = property.deepCopy();
    strict.remove(List.of("description", "default"));
    property.retain(List.of("description", "default"));
    return property.putArray("anyOf").add(strict);
  }
}
