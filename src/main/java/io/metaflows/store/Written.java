package io.metaflows.store;

import java.util.Optional;

/** The result of a write of a document (docs/revisions.md#unknown-outcomes). */
public sealed interface Written
    permits Written.Done,
        Written.NothingThere,
        Written.PreconditionFailed,
        Written.OutcomeUnknown,
        Written.ItemTooLarge,
        StoreUnavailable {

  /** The answer that belongs to this result. */
  <T> T fold(WrittenFold<T> fold);

  /**
   * One function for each alternative.
   *
   * @param <T> the answer
   */
  interface WrittenFold<T> {
    T done(Done done);

    T nothingThere(NothingThere nothing);

    T preconditionFailed(PreconditionFailed failed);

    T outcomeUnknown(OutcomeUnknown unknown);

    T itemTooLarge(ItemTooLarge tooLarge);

    T unavailable(StoreUnavailable unavailable);
  }

  /**
   * The write took effect.
   *
   * @param before the revision that it replaced. Empty where there was none, and where the write
   *     was recognised as done only after its answer had been lost
   */
  record Done(Optional<Revision> before, Revision after) implements Written {
    @Override
    public <T> T fold(WrittenFold<T> fold) {
      return fold.done(this);
    }
  }

  /**
   * A delete without {@code If-Match} found nothing to delete, and wrote nothing. If an answer was
   * lost before, an earlier attempt may have deleted a document; nothing is there either way.
   *
   * @param revision the tombstone's, where there is one
   */
  record NothingThere(Optional<Revision> revision) implements Written {
    @Override
    public <T> T fold(WrittenFold<T> fold) {
      return fold.nothingThere(this);
    }
  }

  /**
   * The precondition does not hold; nothing was written.
   *
   * @param current the scope's revision, where it was ever written
   */
  record PreconditionFailed(Optional<Revision> current) implements Written {
    @Override
    public <T> T fold(WrittenFold<T> fold) {
      return fold.preconditionFailed(this);
    }
  }

  /** Whether the write took effect could not be settled before the deadline. */
  record OutcomeUnknown() implements Written {

    /** The only value there is. */
    public static final OutcomeUnknown INSTANCE = new OutcomeUnknown();

    @Override
    public <T> T fold(WrittenFold<T> fold) {
      return fold.outcomeUnknown(this);
    }
  }

  /**
   * The document is larger than an item of DynamoDB may be; nothing was written. The limit of a
   * document prevents it unless that setting is too high.
   */
  record ItemTooLarge() implements Written {

    /** The bytes of an item at most, its key and the names of its attributes included. */
    public static final int LARGEST_ITEM = 400 * 1024;

    /** The only value there is. */
    public static final ItemTooLarge INSTANCE = new ItemTooLarge();

    @Override
    public <T> T fold(WrittenFold<T> fold) {
      return fold.itemTooLarge(this);
    }
  }
}
