package io.metaflows.store;

import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import java.util.Map;
import java.util.function.Function;

/** The result of {@link Documents#readAll}. */
public sealed interface DocumentsRead permits DocumentsRead.StoredDocuments, StoreUnavailable {

  /** The answer that belongs to this result: one function for each alternative. */
  <T> T foldAll(Function<StoredDocuments, T> stored, Function<StoreUnavailable, T> unavailable);

  /**
   * The database has answered.
   *
   * @param byScope what is stored; a scope without a document is absent
   */
  record StoredDocuments(Map<Scope, Metaflows> byScope) implements DocumentsRead {
    public StoredDocuments {
      byScope = Map.copyOf(byScope);
    }

    @Override
    public <T> T foldAll(
        Function<StoredDocuments, T> stored, Function<StoreUnavailable, T> unavailable) {
      return stored.apply(this);
    }
  }
}
