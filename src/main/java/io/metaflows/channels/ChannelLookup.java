package io.metaflows.channels;

import java.util.function.Function;

/** The result of asking a switch for a channel: the channel, or a failure. */
public sealed interface ChannelLookup permits LiveChannel, SwitchFailure {

  /** The answer that belongs to this result: one function for each alternative. */
  <T> T fold(Function<LiveChannel, T> live, Function<SwitchFailure, T> failed);
}
