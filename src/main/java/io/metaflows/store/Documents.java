package io.metaflows.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of metaflows documents, one per scope. Reads are strongly consistent; each
 * method is one request to the database in the undisturbed case (contract, section 5). No method
 * throws for a failure of the database.
 */
public interface Documents {

  Reading read(Scope scope, Deadline deadline);

  /**
   * All of these scopes at one moment's asking; a scope without a document is absent from the
   * answer.
   */
  ManyRead readAll(List<Scope> scopes, Deadline deadline);

  /** Replaces the whole document of a scope. */
  Written put(Scope scope, ObjectNode document, Precondition precondition, Deadline deadline);

  /**
   * Removes the document of a scope and leaves a tombstone; writes nothing where nothing is stored.
   */
  Written delete(Scope scope, Precondition precondition, Deadline deadline);

  /** The outcome of {@link #read}. */
  sealed interface Reading {
    /**
     * The scope was asked.
     *
     * @param document what is stored; empty where nothing is
     * @param revision present on every scope that was ever written
     */
    record Found(Optional<ObjectNode> document, Optional<Revision> revision) implements Reading {}
  }

  /** The outcome of {@link #readAll}. */
  sealed interface ManyRead {
    /** What is stored; a scope without a document is absent. */
    record Found(Map<Scope, ObjectNode> documents) implements ManyRead {}
  }

  /** The outcome of a write. */
  sealed interface Written {
    /**
     * It took effect.
     *
     * @param before the revision that it replaced, where there was one and it is known: it is not
     *     when the write was recognised as done only after its answer had been lost
     */
    record Done(Optional<Revision> before, Revision after) implements Written {}

    /**
     * A delete without {@code If-Match} found nothing to delete, and wrote nothing. (Had an answer
     * been lost before, an earlier attempt may have deleted what others have written and deleted
     * anew since: either way nothing is there.)
     *
     * @param revision of the tombstone, where there is one
     */
    record NothingThere(Optional<Revision> revision) implements Written {}

    /**
     * The precondition does not hold; nothing was written.
     *
     * @param current the scope's revision, where it was ever written
     */
    record PreconditionFailed(Optional<Revision> current) implements Written {}

    /** Whether it took effect could not be settled before the deadline. */
    record Unknown() implements Written {}
  }

  /** The database throttles, is down or too slow; nothing was written. */
  record Unavailable() implements Reading, ManyRead, Written {}
}
