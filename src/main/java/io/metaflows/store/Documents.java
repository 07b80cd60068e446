package io.metaflows.store;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import java.util.List;

/**
 * The stored metaflows documents, one for each scope. Reads are strongly consistent. Each method
 * sends one request to the database unless that request fails (docs/revisions.md). No method throws
 * for a failure of the database.
 */
public interface Documents {

  /** Reads the document of one scope. */
  DocumentRead read(Scope scope, Deadline deadline);

  /** Reads the documents of several scopes in one request. */
  DocumentsRead readAll(List<Scope> scopes, Deadline deadline);

  /** Replaces the whole document of a scope. */
  Written put(Scope scope, Metaflows document, Precondition precondition, Deadline deadline);

  /**
   * Removes the document of a scope and leaves a tombstone. Writes nothing where nothing is stored.
   */
  Written delete(Scope scope, Precondition precondition, Deadline deadline);
}
