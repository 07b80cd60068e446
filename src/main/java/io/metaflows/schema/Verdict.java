package io.metaflows.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the schemas say of a value (contract, section 4). */
public sealed interface Verdict {

  /**
   * The value is good.
   *
   * @param value what was sent, coerced; no default is filled in
   */
  record Accepted(ObjectNode value) implements Verdict {}

  /**
   * The value is refused.
   *
   * @param failures the {@code data} of the 400: path → rule → {@code message} and extra keys, in
   *     document order
   */
  record Rejected(ObjectNode failures) implements Verdict {}
}
