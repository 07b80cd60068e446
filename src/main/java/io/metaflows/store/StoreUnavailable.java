package io.metaflows.store;

import java.util.function.Function;

/** The database throttles, is down, too slow, or its answer makes no sense; nothing was written. */
public record StoreUnavailable() implements DocumentRead, DocumentsRead, Written, Claim {

  /** The only value there is. */
  public static final StoreUnavailable INSTANCE = new StoreUnavailable();

  @Override
  public <T> T fold(Function<StoredDocument, T> stored, Function<StoreUnavailable, T> unavailable) {
    return unavailable.apply(this);
  }

  @Override
  public <T> T foldAll(
      Function<StoredDocuments, T> stored, Function<StoreUnavailable, T> unavailable) {
    return unavailable.apply(this);
  }

  @Override
  public <T> T fold(WrittenFold<T> fold) {
    return fold.unavailable(this);
  }

  @Override
  public <T> T fold(ClaimFold<T> fold) {
    return fold.unavailable(this);
  }
}
