package io.metaflows.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What a good metaflows document and a good metaflow are, and what their answers are filled with
 * (contract, section 4). The rules are the files beneath {@code schemas/}; a module is one file
 * more. No argument is ever changed, and any JSON may be asked about.
 */
public final class Schemas {

  private final Library library;
  private final UnknownModules unknownModules;
  private final DocumentLimits limits;

  Schemas(Library library, UnknownModules unknownModules, DocumentLimits limits) {
    this.library = library;
    this.unknownModules = unknownModules;
    this.limits = limits;
  }

  /** The bundled schemas, compiled already. */
  public static Schemas with(UnknownModules policy, DocumentLimits limits) {
    return new Schemas(Library.BUNDLED, policy, limits);
  }

  /** Judges the {@code data} of a POST of metaflows. Paths are relative to it. */
  public Verdict checkDocument(ObjectNode data) {
    return check(library.metaflows(), data, SizeCheck::ofDocument);
  }

  /** Judges one metaflow with its children, as a channel is sent it. */
  public Verdict checkNode(ObjectNode node) {
    return check(library.metaflow(), node, SizeCheck::ofNode);
  }

  /** No failure yet: what is found outside of this package is told within the same bound. */
  public Failures failures() {
    return new Failures(limits);
  }

  private Verdict check(
      Schema schema, ObjectNode sent, BiFunction<ObjectNode, DocumentLimits, Failures> sizes) {
    ObjectNode kept = withoutPrivateKeys(sent);
    Failures failures = sizes.apply(kept, limits);
    if (failures.isEmpty()) {
      kept = kept.deepCopy();
      new Checker(library, unknownModules, new Regexes(limits), failures).check(schema, kept);
    }
    return failures.isEmpty()
        ? new Verdict.Accepted(kept)
        : new Verdict.Rejected(failures.toJson());
  }

  /**
   * A stored document as it is answered: every default of its metaflows filled in.
   *
   * @param stored what {@link #checkDocument} accepted
   * @param accountScope whether it is an account's; a user's or a device's inherits what it does
   *     not have, so its own level is filled with nothing
   */
  public ObjectNode fillDocument(ObjectNode stored, boolean accountScope) {
    ObjectNode filled = stored.deepCopy();
    List<Schema> schemas = List.of(library.metaflows());
    Defaults defaults = new Defaults(library);
    if (accountScope) {
      defaults.fill(schemas, filled);
    } else {
      defaults.beneath(schemas, filled);
    }
    return filled;
  }

  /** A metaflow and its children as a channel is sent them: every default filled in. */
  public ObjectNode fillNode(ObjectNode node) {
    ObjectNode filled = node.deepCopy();
    new Defaults(library).fill(List.of(library.metaflow()), filled);
    return filled;
  }

  /** Kazoo's own keys, which its documents carry and its API takes no orders about. */
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
