package io.metaflows.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.channels.Switch;
import io.metaflows.metaflow.Deadline;

/** Stands where no Channels API is named: its answer names the setting (contract, section 10). */
final class NoSwitch implements Switch {

  private static final Unreachable MISSING =
      new Unreachable(
          false,
          false,
          "no Channels API is named in metaflows.channels.url (METAFLOWS_CHANNELS_URL)");

  @Override
  public Lookup find(Target target, Deadline deadline) {
    return MISSING;
  }

  @Override
  public Run run(Target target, ObjectNode node, Deadline deadline) {
    return MISSING;
  }
}
