package io.metaflows.testing.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The stubbed switch is asked about every token; what it said is believed for a few seconds. */
public final class KazooMode implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of(
        "metaflows.auth.mode", "kazoo",
        "metaflows.auth.cache.yes", "5S",
        "metaflows.auth.cache.no", "5S");
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
