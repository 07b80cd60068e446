package io.metaflows.channels;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Metaflow;

/** The switch of a service for which none is configured: each answer names the setting. */
public final class NoSwitch implements Switch {

  private static final SwitchFailure MISSING =
      new SwitchFailure.NotAsked(
          false, "no Channels API is named in metaflows.channels.url (METAFLOWS_CHANNELS_URL)");

  @Override
  public ChannelLookup find(Target target, Deadline deadline) {
    return MISSING;
  }

  @Override
  public RunResult run(Target target, Metaflow metaflow, Deadline deadline) {
    return MISSING;
  }
}
