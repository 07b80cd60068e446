package io.metaflows.schema;

import io.metaflows.metaflow.Json;
import io.metaflows.settings.WholeNumber;

/** How deeply JSON may be nested: no deeper than the parser can read and the writer can write. */
public final class JsonDepth extends WholeNumber {

  private static final long serialVersionUID = 1;

  public JsonDepth() {
    super(1, Json.DEEPEST);
  }
}
