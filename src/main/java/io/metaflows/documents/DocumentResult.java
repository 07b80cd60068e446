package io.metaflows.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.store.Revision;
import java.util.Optional;

/** The result of reading, setting or removing a metaflows document (docs/documents.md). */
public sealed interface DocumentResult {

  /** The database could not be asked; nothing was written. */
  DocumentResult DATASTORE_UNAVAILABLE = new DatastoreUnavailable();

  /** Whether the write took effect could not be settled in time. */
  DocumentResult WRITE_UNSETTLED = new WriteUnsettled();

  /** The answer that belongs to this result. */
  <T> T fold(DocumentResultFold<T> fold);

  /**
   * One function for each alternative.
   *
   * @param <T> the answer
   */
  interface DocumentResultFold<T> {
    T current(CurrentDocument current);

    T valid(ValidDocument valid);

    T invalid(InvalidDocument invalid);

    T tooLarge(DocumentTooLarge tooLarge);

    T preconditionNotMet(PreconditionNotMet notMet);

    T writeUnsettled();

    T datastoreUnavailable();
  }

  /**
   * What is stored now, after a read or a write.
   *
   * @param exists whether a document is stored; a scope without one answers an empty {@code data}
   * @param data the document with its defaults, as it is answered
   * @param revision present for each scope that was ever written
   */
  record CurrentDocument(boolean exists, ObjectNode data, Optional<Revision> revision)
      implements DocumentResult {
    @Override
    public <T> T fold(DocumentResultFold<T> fold) {
      return fold.current(this);
    }
  }

  /**
   * A dry run ended where the document would have been stored.
   *
   * @param data the document with its defaults, as it would be answered
   */
  record ValidDocument(ObjectNode data) implements DocumentResult {
    @Override
    public <T> T fold(DocumentResultFold<T> fold) {
      return fold.valid(this);
    }
  }

  /**
   * The document does not pass the schemas; nothing was written.
   *
   * @param failures path → rule → details
   */
  record InvalidDocument(ObjectNode failures) implements DocumentResult {
    @Override
    public <T> T fold(DocumentResultFold<T> fold) {
      return fold.invalid(this);
    }
  }

  /**
   * The document, with its defaults, has more bytes than may be stored; nothing was written.
   *
   * @param limit in bytes
   */
  record DocumentTooLarge(int limit) implements DocumentResult {
    @Override
    public <T> T fold(DocumentResultFold<T> fold) {
      return fold.tooLarge(this);
    }
  }

  /**
   * The precondition does not hold; nothing was written.
   *
   * @param current the scope's revision, where it was ever written
   */
  record PreconditionNotMet(Optional<Revision> current) implements DocumentResult {
    @Override
    public <T> T fold(DocumentResultFold<T> fold) {
      return fold.preconditionNotMet(this);
    }
  }

  /** Whether the write took effect could not be settled in time. */
  record WriteUnsettled() implements DocumentResult {
    @Override
    public <T> T fold(DocumentResultFold<T> fold) {
      return fold.writeUnsettled();
    }
  }

  /** The database could not be asked; nothing was written. */
  record DatastoreUnavailable() implements DocumentResult {
    @Override
    public <T> T fold(DocumentResultFold<T> fold) {
      return fold.datastoreUnavailable();
    }
  }
}
