package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The metaflows document of one scope: how to listen for digits, and a metaflow for each number and
 * pattern. Immutable; keys that no schema knows, the order of keys and the digits of decimals are
 * kept (docs/documents.md#document).
 *
 * <p>An instance has passed validation, now or before it was stored. A document that was stored
 * under older rules may hold values that would be refused today; reading such a value gives nothing
 * and never throws. JSON that was not checked yet is an {@link ObjectNode}.
 */
public final class Metaflows {

  /** The key of the digit that starts the collecting of digits. */
  public static final String BINDING_DIGIT = "binding_digit";

  /** The key of the time to wait for a next digit, in milliseconds. */
  public static final String DIGIT_TIMEOUT = "digit_timeout";

  /** The key of the legs that are listened to. */
  public static final String LISTEN_ON = "listen_on";

  /** The key of the metaflows by number. */
  public static final String NUMBERS = "numbers";

  /** The key of the metaflows by pattern. */
  public static final String PATTERNS = "patterns";

  /** A document that says nothing. */
  public static final Metaflows EMPTY = new Metaflows(Json.object());

  /** Never changed after construction, and never handed out. */
  private final ObjectNode tree;

  private Metaflows(ObjectNode tree) {
    this.tree = tree;
  }

  /**
   * The document that a JSON object describes. Only the schemas and the store make one: what they
   * hand on is valid.
   *
   * @param tree copied; later changes to it do not show here
   */
  public static Metaflows of(ObjectNode tree) {
    return new Metaflows(tree.deepCopy());
  }

  /** The document of a text that {@link #text()} wrote; empty if the text is not a JSON object. */
  public static Optional<Metaflows> parse(String text) {
    return StoredJson.read(text).map(Metaflows::new);
  }

  /** The document as compact JSON, as it is stored. */
  public String text() {
    return Json.text(tree);
  }

  /** The document as compact JSON in UTF-8, as it is stored. */
  public byte[] bytes() {
    return Json.bytes(tree);
  }

  /** A JSON object of its own, which the caller may change. */
  public ObjectNode toJson() {
    return tree.deepCopy();
  }

  /** What the document says about listening for digits. */
  ListenerOptions listenerOptions() {
    return ListenerOptions.of(tree);
  }

  /** The metaflows by number, in the order of the document. */
  public Map<String, Metaflow> numbers() {
    return entries(NUMBERS);
  }

  /** The metaflows by pattern, in the order of the document. */
  public Map<String, Metaflow> patterns() {
    return entries(PATTERNS);
  }

  private Map<String, Metaflow> entries(String key) {
    Map<String, Metaflow> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : tree.path(key).properties()) {
      if (property.getValue() instanceof ObjectNode node) {
        entries.put(property.getKey(), Metaflow.sharing(node));
      }
    }
    return Collections.unmodifiableMap(entries);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metaflows metaflows && tree.equals(metaflows.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /** Counts only: a document may hold what a person typed. */
  @Override
  public String toString() {
    return "Metaflows[" + numbers().size() + " numbers, " + patterns().size() + " patterns]";
  }
}
