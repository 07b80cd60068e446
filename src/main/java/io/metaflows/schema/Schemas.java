package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Checks metaflows documents and single metaflows against the schemas, and fills in their defaults
 * (docs/documents.md). The schemas are the files under {@code schemas/}; a module is one more file.
 * No method changes its arguments, and any JSON can be checked.
 */
public final class Schemas {

  private final SchemaLibrary library;
  private final UnknownModules unknownModules;
  private final DocumentLimits limits;

  Schemas(SchemaLibrary library, UnknownModules unknownModules, DocumentLimits limits) {
    this.library = library;
    this.unknownModules = unknownModules;
    this.limits = limits;
  }

  /** The bundled schemas, compiled already. */
  public static Schemas with(UnknownModules policy, DocumentLimits limits) {
    return new Schemas(SchemaLibrary.BUNDLED, policy, limits);
  }

  /** Checks the {@code data} of a POST of metaflows. Paths are relative to it. */
  public Verdict<Metaflows> checkDocument(ObjectNode data) {
    return check(library.metaflows(), data, SizeCheck::ofDocument, Metaflows::of);
  }

  /** Checks one metaflow with its children, as it is sent to a channel. */
  public Verdict<Metaflow> checkNode(ObjectNode node) {
    return check(library.metaflow(), node, SizeCheck::ofNode, Metaflow::of);
  }

  /** Whether a module has a schema. */
  public boolean hasModule(String module) {
    return library.module(module).isPresent();
  }

  /** An empty list of failures with the same bound, for failures found outside of this package. */
  public Failures failures() {
    return new Failures(limits);
  }

  private <V> Verdict<V> check(
      Schema schema,
      ObjectNode sent,
      BiFunction<ObjectNode, DocumentLimits, Failures> sizes,
      Function<ObjectNode, V> valid) {
    ObjectNode kept = withoutPrivateKeys(sent);
    Failures failures = sizes.apply(kept, limits);
    if (failures.isEmpty()) {
      kept = kept.deepCopy();
      new DocumentChecker(library, unknownModules, new Regexes(limits), failures)
          .check(schema, kept);
    }
    return failures.isEmpty()
        ? new Verdict.Accepted<>(valid.apply(kept))
        : new Verdict.Rejected<>(failures.toJson());
  }

  /**
   * A document as it is answered, with the defaults of all its metaflows.
   *
   * @param scope the document's. A user or a device inherits what it does not set, so only an
   *     account's document gets the defaults of its own level
   * @return a JSON object of its own, which the caller may change
   */
  public ObjectNode filled(Metaflows document, Scope scope) {
    ObjectNode filled = document.toJson();
    List<Schema> schemas = List.of(library.metaflows());
    Defaults defaults = new Defaults(library);
    boolean inherits = scope.fold(account -> false, user -> true, device -> true);
    if (inherits) {
      defaults.beneath(schemas, filled);
    } else {
      defaults.fill(schemas, filled);
    }
    return filled;
  }

  /** A metaflow and its children with every default, as a channel is sent them. */
  public Metaflow filled(Metaflow metaflow) {
    ObjectNode filled = metaflow.toJson();
    new Defaults(library).fill(List.of(library.metaflow()), filled);
    return Metaflow.of(filled);
  }

  /** Without Kazoo's private keys, which clients send back and may not set. */
  private static ObjectNode withoutPrivateKeys(ObjectNode sent) {
    ObjectNode kept = Json.object();
    for (Map.Entry<String, JsonNode> entry : sent.properties()) {
      if (!entry.getKey().startsWith("_") && !entry.getKey().startsWith("pvt_")) {
        kept.set(entry.getKey(), entry.getValue());
      }
    }
    return kept;
  }
}
