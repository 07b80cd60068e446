package io.metaflows.store;

import io.metaflows.metaflow.Metaflows;
import java.util.Optional;
import java.util.function.Function;

/** The result of {@link Documents#read}. */
public sealed interface DocumentRead permits DocumentRead.StoredDocument, StoreUnavailable {

  /** The answer that belongs to this result: one function for each alternative. */
  <T> T fold(Function<StoredDocument, T> stored, Function<StoreUnavailable, T> unavailable);

  /**
   * The database has answered.
   *
   * @param document what is stored; empty where nothing is
   * @param revision present for each scope that was ever written
   */
  record StoredDocument(Optional<Metaflows> document, Optional<Revision> revision)
      implements DocumentRead {
    @Override
    public <T> T fold(
        Function<StoredDocument, T> stored, Function<StoreUnavailable, T> unavailable) {
      return stored.apply(this);
    }
  }
}
