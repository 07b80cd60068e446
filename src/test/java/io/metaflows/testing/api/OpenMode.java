package io.metaflows.testing.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Lets any token in. The executable, whose profile is that of production, also needs {@code
 * AWS_SAM_LOCAL=true} in its environment, which it has from the build that runs it.
 */
public final class OpenMode implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of("metaflows.auth.mode", "open");
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
