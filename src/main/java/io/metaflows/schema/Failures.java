package io.metaflows.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The failures of one request (docs/documents.md#failures): path → rule → {@code message} and extra
 * keys, in the order in which they were added. One rule stands at each path: the last in Kazoo's
 * order.
 *
 * <p>A hostile document must not become a huge answer. So there are no more failures than {@link
 * DocumentLimits#failures}, and fewer where their paths are long together; a {@code value} or
 * {@code cause} of more than 1 KiB of JSON is left out.
 */
public final class Failures {

  private static final int MOST_PATH_CHARACTERS = 262_144;
  private static final int MOST_VALUE_BYTES = 1_024;

  private final Map<String, Failure> byPath = new LinkedHashMap<>();
  private final int most;
  private int pathCharacters;

  /** None yet, for a caller that knows how many it adds. */
  public Failures() {
    this.most = Integer.MAX_VALUE;
  }

  /** None yet, of at most as many as these limits allow. */
  public Failures(DocumentLimits limits) {
    this.most = limits.failures();
  }

  /** A path from its names: joined by dots, a literal dot in a name as {@code %2E}. */
  public static String path(String... names) {
    FailurePath path = FailurePath.ROOT;
    for (String name : List.of(names)) {
      path = path.then(name);
    }
    return path.text();
  }

  /**
   * A value is missing.
   *
   * @param value for the answer: the name of the missing property, or the object that lacks it;
   *     null leaves it out
   */
  public Failures required(String path, JsonNode value) {
    return add(path, Failure.required(value));
  }

  /**
   * A value of another type.
   *
   * @param types the expected ones, such as {@code object} or {@code string, integer}
   */
  public Failures type(String path, String types, JsonNode value) {
    return add(path, Failure.type(types, value));
  }

  /** A fault without a rule of JSON Schema. */
  public Failures error(String path, String message, JsonNode value) {
    return add(path, Failure.error(message, value));
  }

  /** A text of too many characters. */
  public Failures maxLength(String path, int most, JsonNode value) {
    return add(path, Failure.maxLength(most, value));
  }

  /** A list of too many items. */
  public Failures maxItems(String path, int most, JsonNode value) {
    return add(path, Failure.maxItems(most, value));
  }

  /** A text that does not match a pattern. */
  public Failures pattern(String path, String pattern, JsonNode value) {
    return add(path, Rule.Pattern.failure(pattern, value));
  }

  /** Any other rule: its message, and its {@code target} unless null. */
  public Failures rule(String path, String rule, String message, JsonNode target) {
    return add(path, Failure.of(rule, message).with("target", target));
  }

  public boolean isEmpty() {
    return byPath.isEmpty();
  }

  /** Path → rule → details: the {@code data} of the answer. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    byPath.forEach(
        (path, failure) -> json.set(path, Json.object().set(failure.rule(), failure.details())));
    return json;
  }

  /** Whether no failure at a new path would be kept. */
  boolean isFull() {
    return byPath.size() >= most || pathCharacters >= MOST_PATH_CHARACTERS;
  }

  Failures add(FailurePath path, Failure failure) {
    return isFull() ? this : add(path.text(), failure);
  }

  Failures add(String path, Failure failure) {
    Failure earlier = byPath.get(path);
    if (earlier == null ? !isFull() : failure.replaces(earlier)) {
      dropIfLarge(failure.details(), "cause");
      dropIfLarge(failure.details(), "value");
      byPath.put(path, failure);
      pathCharacters += earlier == null ? path.length() : 0;
    }
    return this;
  }

  private static void dropIfLarge(ObjectNode details, String key) {
    if (details.has(key) && isTooLargeToShow(details.get(key))) {
      details.remove(key);
    }
  }

  /**
   * Whether a value is left out of an error: over 1 KiB of JSON. Stops writing at the bound, so
   * that a large value costs no more than a small one.
   */
  public static boolean isTooLargeToShow(JsonNode value) {
    try (JsonGenerator generator = Json.mapper().createGenerator(new Bounded())) {
      generator.writeTree(value);
      generator.flush();
      return false;
    } catch (IOException tooLarge) {
      return true;
    }
  }

  private static final class Bounded extends OutputStream {
    private int left = MOST_VALUE_BYTES;

    @Override
    public void write(int b) throws IOException {
      take(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      take(length);
    }

    private void take(int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException("over the bound");
      }
    }
  }
}
