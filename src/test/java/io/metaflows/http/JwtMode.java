package io.metaflows.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Kazoo's tokens are verified by the function itself. */
public final class JwtMode implements QuarkusTestResourceLifecycleManager {

  private final Tokens tokens = new Tokens();

  @Override
  public Map<String, String> start() {
    return Map.of("metaflows.auth.mode", "jwt", "metaflows.auth.jwt.keys", tokens.kazoo().set());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(tokens, new TestInjector.MatchesType(Tokens.class));
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
