package io.metaflows.testing.kazoo;

import io.metaflows.local.PretendSwitch;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The switch of the local program, for the function under test. */
public final class PretendSwitchResource implements QuarkusTestResourceLifecycleManager {

  private PretendSwitch telephony;

  @Override
  public Map<String, String> start() {
    try {
      telephony = PretendSwitch.start("127.0.0.1", 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of("metaflows.channels.url", telephony.url());
  }

  @Override
  public void stop() {
    if (telephony != null) {
      telephony.close();
    }
  }
}
