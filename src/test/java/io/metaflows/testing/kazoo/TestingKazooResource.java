package io.metaflows.testing.kazoo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A stubbed switch, for the function under test. */
public final class TestingKazooResource implements QuarkusTestResourceLifecycleManager {

  private TestingKazoo telephony;

  @Override
  public Map<String, String> start() {
    telephony = TestingKazoo.start();
    return Map.of("metaflows.channels.url", telephony.url());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(telephony, new TestInjector.MatchesType(TestingKazoo.class));
  }

  @Override
  public void stop() {
    if (telephony != null) {
      telephony.close();
    }
  }
}
