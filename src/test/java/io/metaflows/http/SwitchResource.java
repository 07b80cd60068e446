package io.metaflows.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A stubbed switch, for the function under test. */
public final class SwitchResource implements QuarkusTestResourceLifecycleManager {

  private StubbedSwitch telephony;

  @Override
  public Map<String, String> start() {
    telephony = StubbedSwitch.start();
    return Map.of("metaflows.channels.url", telephony.url());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(telephony, new TestInjector.MatchesType(StubbedSwitch.class));
  }

  @Override
  public void stop() {
    if (telephony != null) {
      telephony.close();
    }
  }
}
