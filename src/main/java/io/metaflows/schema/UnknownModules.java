package io.metaflows.schema;

/** What becomes of a node whose module has no schema (contract, sections 4 and 10). */
public enum UnknownModules {
  /** It is accepted as it is. */
  ACCEPT,
  /** It is Kazoo's 400. */
  REJECT
}
