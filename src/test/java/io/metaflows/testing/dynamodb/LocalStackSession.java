package io.metaflows.testing.dynamodb;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts LocalStack before the first suite of {@code mvn verify -Plocalstack}, so that a machine
 * without Docker hears of it at once, and once.
 */
public final class LocalStackSession implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (LocalStackDatabase.isWanted()) {
      LocalStackDatabase.endpoint();
    }
  }
}
