package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Documents and digits that one seed makes, the same on every machine. */
public final class RandomDocuments {

  private static final List<String> PATTERNS =
      List.of(
          "2(\\d+)",
          "(\\d)(\\d)?",
          "^1",
          "9$",
          "(1|2)*",
          ".*",
          "[0-4]+",
          "(a)?3",
          "#",
          "\\*(.)",
          "5{2,3}",
          "(?:6)(7)?",
          "$",
          "(\\d*)0");
  private static final List<String> BROKEN = List.of("(", "[", "a{1001}", "(?=1)", "\\1", "*", "");

  private final Random random;

  public RandomDocuments(long seed) {
    random = new Random(seed);
  }

  public Digits digits() {
    StringBuilder keys = new StringBuilder();
    int length = 1 + random.nextInt(random.nextInt(4) == 0 ? 64 : 5);
    for (int i = 0; i < length; i++) {
      keys.append("0123456789*#".charAt(random.nextInt(12)));
    }
    return new Digits(keys.toString());
  }

  /** One that the schemas accept. */
  public ObjectNode accepted() {
    ObjectNode document = Json.object();
    if (random.nextBoolean()) {
      document.put("binding_digit", "0123456789*#".substring(random.nextInt(12)).substring(0, 1));
    }
    if (random.nextBoolean()) {
      document.put("digit_timeout", random.nextInt(3) * 400);
    }
    if (random.nextBoolean()) {
      document.put("listen_on", one(List.of("both", "self", "peer")));
    }
    if (random.nextInt(4) > 0) {
      ObjectNode numbers = document.putObject("numbers");
      for (int i = random.nextInt(6); i > 0; i--) {
        numbers.set(Integer.toString(random.nextInt(120)), node(3));
      }
    }
    if (random.nextInt(4) > 0) {
      ObjectNode patterns = document.putObject("patterns");
      for (int i = random.nextInt(6); i > 0; i--) {
        patterns.set(one(PATTERNS), node(3));
      }
    }
    return document;
  }

  /** One that only looks like a document. */
  public ObjectNode anything() {
    ObjectNode document = accepted();
    for (int i = random.nextInt(8); i > 0; i--) {
      String key =
          one(List.of("binding_digit", "digit_timeout", "listen_on", "numbers", "patterns"));
      if (random.nextBoolean() && document.get(key) instanceof ObjectNode part) {
        part.set(random.nextBoolean() ? one(BROKEN) : one(PATTERNS), value(4));
      } else {
        document.set(key, value(5));
      }
    }
    return document;
  }

  private ObjectNode node(int depth) {
    ObjectNode node = Json.object();
    String module = one(List.of("transfer", "callflow", "hangup", "play", "own_module"));
    node.put("module", module);
    if (random.nextBoolean()) {
      ObjectNode data = node.putObject("data");
      if (module.equals("transfer")) {
        fillTransfer(data);
      } else if (module.equals("callflow") && random.nextBoolean()) {
        data.put("captures", one(List.of("", "7")));
      } else if (random.nextBoolean()) {
        data.put("id", "tone");
      }
    }
    if (depth > 0 && random.nextBoolean()) {
      ObjectNode children = node.putObject("children");
      for (int i = random.nextInt(3); i > 0; i--) {
        children.set(one(List.of("_", "a", "b")), node(depth - 1));
      }
    }
    return node;
  }

  private void fillTransfer(ObjectNode data) {
    if (random.nextBoolean()) {
      data.put("target", one(List.of("", "100", "200")));
    }
    if (random.nextBoolean()) {
      ArrayNode captures = data.putArray("captures");
      for (int i = random.nextInt(3); i > 0; i--) {
        captures.add(one(List.of("", "no_match", "300")));
      }
    }
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> Json.nodes().nullNode();
      case 1 -> Json.nodes().numberNode(random.nextInt());
      case 2 -> Json.nodes().numberNode(random.nextDouble());
      case 3 -> Json.nodes().booleanNode(random.nextBoolean());
      case 4 -> Json.nodes().textNode(one(List.of("", "*", "transfer", "self", "no_match")));
      case 5 -> node(2);
      case 6 -> {
        ArrayNode list = Json.nodes().arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          list.add(value(depth - 1));
        }
        yield list;
      }
      default -> {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(
              one(List.of("module", "data", "children", "captures", "target", "1", "(")),
              value(depth - 1));
        }
        yield object;
      }
    };
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
