package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Locale;

/** The types of JSON Schema draft-04, and how Kazoo forgives a value of another one. */
enum JsonType {
  OBJECT {
    @Override
    boolean holds(JsonNode value) {
      return value.isObject();
    }
  },
  ARRAY {
    @Override
    boolean holds(JsonNode value) {
      return value.isArray();
    }
  },
  STRING {
    @Override
    boolean holds(JsonNode value) {
      return value.isTextual();
    }
  },
  INTEGER {
    @Override
    boolean holds(JsonNode value) {
      return value.isIntegralNumber();
    }

    @Override
    JsonNode coerce(JsonNode value) {
      return Numbers.integer(value);
    }
  },
  NUMBER {
    @Override
    boolean holds(JsonNode value) {
      return value.isNumber();
    }

    @Override
    JsonNode coerce(JsonNode value) {
      return Numbers.number(value);
    }
  },
  BOOLEAN {
    @Override
    boolean holds(JsonNode value) {
      return value.isBoolean();
    }

    @Override
    JsonNode coerce(JsonNode value) {
      if (!value.isTextual()) {
        return value;
      }
      return switch (value.textValue()) {
        case "true" -> BooleanNode.TRUE;
        case "false" -> BooleanNode.FALSE;
        default -> value;
      };
    }
  },
  NULL {
    @Override
    boolean holds(JsonNode value) {
      return value.isNull();
    }
  };

  abstract boolean holds(JsonNode value);

  /** The value that Kazoo makes of it, or the value itself. */
  JsonNode coerce(JsonNode value) {
    return value;
  }

  /** As a schema writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static JsonType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
