package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One metaflow: a module, its {@code data}, and the {@code children} that may follow it. Immutable;
 * keys that no schema knows, the order of keys and the digits of decimals are kept
 * (docs/documents.md#metaflow).
 *
 * <p>An instance stands for a node that has passed validation, or for a part of a stored document
 * that once did. JSON that was not checked yet is an {@link ObjectNode}.
 */
public final class Metaflow {

  /** The key of the module's name. */
  public static final String MODULE = "module";

  /** The key of what the module is told. */
  public static final String DATA = "data";

  /** The key of the metaflows that may follow, by branch. */
  public static final String CHILDREN = "children";

  /** Never changed after construction, and never handed out. */
  private final ObjectNode tree;

  private Metaflow(ObjectNode tree) {
    this.tree = tree;
  }

  /**
   * The metaflow that a JSON object describes.
   *
   * @param tree copied; later changes to it do not show here
   */
  public static Metaflow of(ObjectNode tree) {
    return new Metaflow(tree.deepCopy());
  }

  /** The same without a copy, for trees that nobody else changes. */
  static Metaflow sharing(ObjectNode tree) {
    return new Metaflow(tree);
  }

  /** The name of the module; empty where a stored node has none. */
  public String module() {
    return tree.path(MODULE).asText();
  }

  /** A JSON object of its own, which the caller may change. */
  public ObjectNode toJson() {
    return tree.deepCopy();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metaflow metaflow && tree.equals(metaflow.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /** Names the module only: the rest may hold what a person typed. */
  @Override
  public String toString() {
    return "Metaflow[" + module() + "]";
  }
}
