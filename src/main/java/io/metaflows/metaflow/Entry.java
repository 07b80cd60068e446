package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One number or pattern, and where it comes from.
 *
 * @param scope whose document it stands in
 * @param node as it is stored: read, never changed
 */
record Entry(Scope scope, String name, ObjectNode node) {

  /**
   * What a document holds under {@code numbers} or {@code patterns}; what is no node is skipped.
   */
  static Map<String, Entry> all(Scope scope, JsonNode part) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : part.properties()) {
      if (property.getValue() instanceof ObjectNode node) {
        entries.put(property.getKey(), new Entry(scope, property.getKey(), node));
      }
    }
    return entries;
  }

  /** Both of them; where both have a key, the later node stands in the earlier one's place. */
  static Map<String, Entry> united(Map<String, Entry> earlier, Map<String, Entry> later) {
    Map<String, Entry> both = new LinkedHashMap<>(earlier);
    both.putAll(later);
    return both;
  }

  Match.Found found(Match.Kind kind) {
    return new Match.Found(scope, kind, name);
  }

  Match match(Match.Kind kind, Optional<Heard> heard) {
    return new Match(found(kind), Dialling.dialled(node, heard));
  }
}
