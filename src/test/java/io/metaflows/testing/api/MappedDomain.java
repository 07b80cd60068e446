package io.metaflows.testing.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Puts the function behind the mapping of a custom domain. */
public final class MappedDomain implements QuarkusTestResourceLifecycleManager {

  public static final String BASE_PATH = "/pbx/calls";

  @Override
  public Map<String, String> start() {
    return Map.of("metaflows.base-path", BASE_PATH);
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
