package io.metaflows.testing;

import io.metaflows.Settings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings for tests: the defaults, and what a test sets by property. */
public final class TestingSettings {

  private static final Settings DEFAULTS = with();

  private TestingSettings() {}

  /** The settings where nothing is set. */
  public static Settings defaults() {
    return DEFAULTS;
  }

  /**
   * The settings with these properties set; a value that cannot work is an exception.
   *
   * @param propertiesAndValues property, value, property, value
   */
  public static Settings with(String... propertiesAndValues) {
    return builder(propertiesAndValues).build().getConfigMapping(Settings.class);
  }

  /** A configuration of these properties and nothing else. */
  public static SmallRyeConfigBuilder builder(String... propertiesAndValues) {
    Map<String, String> properties = new HashMap<>();
    for (int i = 0; i < propertiesAndValues.length; i += 2) {
      properties.put(propertiesAndValues[i], propertiesAndValues[i + 1]);
    }
    return new SmallRyeConfigBuilder().withMapping(Settings.class).withDefaultValues(properties);
  }
}
