package io.metaflows.channels;

import java.util.function.Function;

/** A failure of a switch, by what it means for the caller (docs/triggers.md#switch-failures). */
// The records of the constants are created here only, so nothing else begins their initialization.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface SwitchFailure extends ChannelLookup, RunResult {

  /** The switch does not know the token. */
  SwitchFailure UNKNOWN_TOKEN = new UnknownToken();

  /** The switch does not let the token do this. */
  SwitchFailure NO_RIGHT = new NoRight();

  /** The call is not live, or not of this account. */
  SwitchFailure NOT_LIVE = new NotLive();

  /** The switch has too much to do; nothing ran. */
  SwitchFailure BUSY = new Busy();

  /** The answer that belongs to this failure. */
  <T> T fold(SwitchFailureFold<T> fold);

  @Override
  default <T> T fold(Function<LiveChannel, T> live, Function<SwitchFailure, T> failed) {
    return failed.apply(this);
  }

  @Override
  default <T> T fold(RunResultFold<T> fold) {
    return fold.failed(this);
  }

  /**
   * One function for each alternative.
   *
   * @param <T> the answer
   */
  interface SwitchFailureFold<T> {
    T unknownToken();

    T noRight();

    T notLive();

    T busy();

    T refused(Refused refused);

    T notAsked(NotAsked notAsked);

    T noAnswer(NoAnswer noAnswer);
  }

  /** The switch does not know the token; nothing ran. */
  record UnknownToken() implements SwitchFailure {
    @Override
    public <T> T fold(SwitchFailureFold<T> fold) {
      return fold.unknownToken();
    }
  }

  /** The switch does not let the token do this; nothing ran. */
  record NoRight() implements SwitchFailure {
    @Override
    public <T> T fold(SwitchFailureFold<T> fold) {
      return fold.noRight();
    }
  }

  /** The call is not live, or not of this account; nothing ran. */
  record NotLive() implements SwitchFailure {
    @Override
    public <T> T fold(SwitchFailureFold<T> fold) {
      return fold.notLive();
    }
  }

  /** The switch has too much to do; nothing ran. */
  record Busy() implements SwitchFailure {
    @Override
    public <T> T fold(SwitchFailureFold<T> fold) {
      return fold.busy();
    }
  }

  /**
   * The switch refuses for another reason; nothing ran.
   *
   * @param reason for the caller, such as {@code the switch answered 409}
   */
  record Refused(String reason) implements SwitchFailure {
    @Override
    public <T> T fold(SwitchFailureFold<T> fold) {
      return fold.refused(this);
    }
  }

  /**
   * Nothing was sent that could run a metaflow, or no usable answer came to a question that runs
   * nothing.
   *
   * @param tooSlow whether time ran out; otherwise something failed
   * @param reason for the caller; holds no address and no token
   */
  record NotAsked(boolean tooSlow, String reason) implements SwitchFailure {
    @Override
    public <T> T fold(SwitchFailureFold<T> fold) {
      return fold.notAsked(this);
    }
  }

  /**
   * The metaflow was sent and no usable answer came: it may have run.
   *
   * @param tooSlow whether time ran out; otherwise something failed
   * @param reason for the caller; holds no address and no token
   */
  record NoAnswer(boolean tooSlow, String reason) implements SwitchFailure {
    @Override
    public <T> T fold(SwitchFailureFold<T> fold) {
      return fold.noAnswer(this);
    }
  }
}
