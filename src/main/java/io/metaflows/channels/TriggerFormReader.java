package io.metaflows.channels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Digits;
import io.metaflows.metaflow.Json;
import io.metaflows.schema.Failures;
import io.metaflows.schema.Schemas;
import io.metaflows.schema.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads from the {@code data} of a request which metaflow to run (docs/triggers.md#forms). */
public final class TriggerFormReader {

  private static final List<String> NAMES = List.of("module", "number", "pattern", "digits");
  private static final String CAPTURES = "captures";
  private static final int MOST_CAPTURES = 32;
  private static final int LONGEST_CAPTURE = 64;

  private final Schemas schemas;

  public TriggerFormReader(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Reads the form. Unknown keys are ignored, as in an envelope. But captures are refused where
   * they would be ignored.
   *
   * @param data as it was sent; never changed
   */
  public Verdict<TriggerForm> read(ObjectNode data) {
    ObjectNode sent = withoutAction(data);
    List<String> names = new ArrayList<>();
    sent.fieldNames().forEachRemaining(name -> names.add(name));
    names.retainAll(NAMES);
    if (names.size() > 1) {
      return severalForms(sent, names);
    }
    if (names.isEmpty() || names.get(0).equals("module")) {
      return inline(sent);
    }
    Failures failures = schemas.failures();
    Optional<TriggerForm> form = stored(names.get(0), sent, failures);
    return form.isPresent() && failures.isEmpty()
        ? new Verdict.Accepted<>(form.get())
        : new Verdict.Rejected<>(failures.toJson());
  }

  /** The {@code data} without the action, which belongs to the envelope. */
  static ObjectNode withoutAction(ObjectNode data) {
    ObjectNode sent = Json.object();
    sent.setAll(data);
    sent.remove("action");
    return sent;
  }

  private Verdict<TriggerForm> severalForms(ObjectNode sent, List<String> names) {
    Failures failures = schemas.failures();
    for (String name : names.subList(1, names.size())) {
      failures.error(
          name, "only one of module, number, pattern, digits can be run", sent.get(name));
    }
    return new Verdict.Rejected<>(failures.toJson());
  }

  /** Without any form the schemas report that the module is missing. */
  private Verdict<TriggerForm> inline(ObjectNode sent) {
    return schemas
        .checkNode(sent)
        .fold(
            metaflow -> new Verdict.Accepted<>(new TriggerForm.Inline(metaflow)),
            Verdict.Rejected::new);
  }

  private static Optional<TriggerForm> stored(String name, ObjectNode sent, Failures failures) {
    Optional<String> text = text(name, sent.get(name), failures);
    if (name.equals("pattern")) {
      Optional<List<String>> captures = captures(sent.get(CAPTURES), failures);
      return text.map(pattern -> new TriggerForm.ByPattern(pattern, captures));
    }
    if (sent.has(CAPTURES)) {
      failures.error(CAPTURES, "captures go with a pattern only", sent.get(CAPTURES));
    }
    return name.equals("number")
        ? text.map(TriggerForm.ByNumber::new)
        : text.flatMap(typed -> digits(typed, failures));
  }

  private static Optional<TriggerForm> digits(String typed, Failures failures) {
    Optional<Digits> digits = Digits.parse(typed);
    if (digits.isEmpty()) {
      failures.pattern("digits", Digits.PATTERN, Json.nodes().textNode(typed));
    }
    return digits.map(TriggerForm.ByDigits::new);
  }

  private static Optional<List<String>> captures(JsonNode value, Failures failures) {
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isArray()) {
      failures.type(CAPTURES, "array", value);
      return Optional.empty();
    }
    if (value.size() > MOST_CAPTURES) {
      failures.maxItems(CAPTURES, MOST_CAPTURES, value);
      return Optional.empty();
    }
    List<String> captures = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String path = Failures.path(CAPTURES, Integer.toString(i));
      String text = text(path, value.get(i), failures).orElse("");
      if (text.codePointCount(0, text.length()) > LONGEST_CAPTURE) {
        failures.maxLength(path, LONGEST_CAPTURE, value.get(i));
      }
      captures.add(text);
    }
    return Optional.of(captures);
  }

  private static Optional<String> text(String path, JsonNode value, Failures failures) {
    if (!value.isTextual()) {
      failures.type(path, "string", value);
    }
    return Optional.ofNullable(value.textValue());
  }
}
