package io.metaflows.channels;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Scope;
import java.time.Duration;
import java.util.List;

/** What became of a trigger (docs/triggers.md#answers). */
// The records of the constants are created here only, so nothing else begins their initialization.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface TriggerResult {

  /** The database could not be asked; nothing ran. */
  TriggerResult DATASTORE_UNREACHABLE = new DatastoreUnreachable();

  /** The first request with the key has ended, and its outcome is not known. */
  TriggerResult FIRST_OUTCOME_UNKNOWN = new FirstOutcomeUnknown();

  /** The key was used before for another request. */
  TriggerResult KEY_REUSED = new KeyReused();

  /** The answer that belongs to this result. */
  <T> T fold(TriggerResultFold<T> fold);

  /** The word for this result in the audit log. */
  default String word() {
    return fold(new TriggerResultWords());
  }

  /**
   * One function for each alternative.
   *
   * @param <T> the answer
   */
  interface TriggerResultFold<T> {
    T sent(MetaflowSent sent);

    T notSent(MetaflowNotSent notSent);

    T noSuchMetaflow(NoSuchMetaflow missing);

    T nodeInvalid(NodeInvalid invalid);

    T switchFailed(SwitchFailed failed);

    T datastoreUnreachable();

    T replayed(Replayed replayed);

    T firstStillRunning(FirstStillRunning running);

    T firstOutcomeUnknown();

    T keyReused();
  }

  /** The switch has accepted the metaflow. */
  record MetaflowSent(SelectedMetaflow selected) implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.sent(this);
    }
  }

  /** A dry run ended where the metaflow would have been sent. */
  record MetaflowNotSent(SelectedMetaflow selected) implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.notSent(this);
    }
  }

  /**
   * A scope whose document was asked for.
   *
   * @param hasDocument whether one is stored
   */
  record ReadScope(Scope scope, boolean hasDocument) {}

  /**
   * The channel has no metaflow of that name.
   *
   * @param name the number, the pattern or the digits, as sent
   * @param read the scopes of the channel
   * @param bindingDigit of the metaflows that apply to it
   */
  record NoSuchMetaflow(String name, List<ReadScope> read, String bindingDigit)
      implements TriggerResult {
    public NoSuchMetaflow {
      read = List.copyOf(read);
    }

    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.noSuchMetaflow(this);
    }
  }

  /**
   * The switch finds the metaflow invalid, and says so in its own words; nothing ran.
   *
   * @param data an object or a list; never changed
   */
  record NodeInvalid(String message, JsonNode data) implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.nodeInvalid(this);
    }
  }

  /** The switch could not be asked, or did not do what it was asked. */
  record SwitchFailed(SwitchFailure failure) implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.switchFailed(this);
    }
  }

  /** The database could not be asked; nothing ran. */
  record DatastoreUnreachable() implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.datastoreUnreachable();
    }
  }

  /** The key was used before for the same request: its first result again, and nothing ran. */
  record Replayed(TriggerResult first) implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.replayed(this);
    }
  }

  /**
   * The first request with the key has not ended.
   *
   * @param left until it has ended, at the latest
   */
  record FirstStillRunning(Duration left) implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.firstStillRunning(this);
    }
  }

  /** The first request with the key has ended, and its outcome is not known. */
  record FirstOutcomeUnknown() implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.firstOutcomeUnknown();
    }
  }

  /** The key was used before for another request. */
  record KeyReused() implements TriggerResult {
    @Override
    public <T> T fold(TriggerResultFold<T> fold) {
      return fold.keyReused();
    }
  }
}
