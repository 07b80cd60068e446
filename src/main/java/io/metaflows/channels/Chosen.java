package io.metaflows.channels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Match;
import java.util.Optional;

/**
 * The metaflow that a trigger sends, or would send.
 *
 * @param node as it is sent: defaults filled in, children included
 * @param found where it is stored; empty for an inline one
 */
public record Chosen(ObjectNode node, Optional<Match.Found> found) {

  /** The module of its root, as a log may name it. */
  public String module() {
    return node.path("module").asText();
  }

  /** Fit for a log: the node holds what somebody typed. */
  @Override
  public String toString() {
    return "Chosen[" + module() + "]";
  }

  /** The {@code data} of an answer that shows it. */
  ObjectNode shown(String message) {
    ObjectNode shown = Json.object().put("message", message);
    shown.set("metaflow", node);
    found.ifPresent(
        where ->
            shown
                .putObject("matched")
                .put("scope", where.scope().kind())
                .put(where.kind().key(), where.name()));
    return shown;
  }
}
