package io.metaflows.testing.api;

import io.metaflows.testing.auth.TestingTokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Kazoo's tokens are verified by the function itself. */
public final class JwtMode implements QuarkusTestResourceLifecycleManager {

  private final TestingTokens tokens = new TestingTokens();

  @Override
  public Map<String, String> start() {
    return Map.of("metaflows.auth.mode", "jwt", "metaflows.auth.jwt.keys", tokens.kazoo().set());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(tokens, new TestInjector.MatchesType(TestingTokens.class));
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
