package io.metaflows.schema;

/** What happens to a metaflow whose module has no schema (docs/documents.md#unknown-modules). */
public enum UnknownModules {
  /** It is accepted as it is. */
  ACCEPT,
  /** It is Kazoo's 400. */
  REJECT
}
