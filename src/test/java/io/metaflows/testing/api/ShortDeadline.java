package io.metaflows.testing.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Lets a request take little time, so that a test sees it run out. */
public final class ShortDeadline implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of(
        "metaflows.deadline.documents", "3S",
        "metaflows.deadline.channels", "3S",
        "metaflows.channels.read-timeout", "2S");
  }

  /** After those whose settings it replaces. */
  @Override
  public int order() {
    return 1;
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
