package io.metaflows;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import jakarta.annotation.Priority;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Collects the values of settings that cannot work, such as {@code abc} for a number.
 *
 * <p>SmallRye would end the start with its own message as soon as {@link Settings} is made, before
 * {@link StartUp} could name what else is wrong. So the setting gets its default in place of such a
 * value, and {@link StartUp} refuses to start with everything that was collected. Without this
 * class the converters refuse the same values by themselves.
 *
 * <p>It is a source of no properties only because a configuration can be asked for its sources.
 */
@Priority(Priorities.APPLICATION + 100)
final class RefusedSettings implements ConfigSourceInterceptor, ConfigSource {

  private static final long serialVersionUID = 1;

  private static final String NAME = "refused settings";

  private final Map<String, String> complaints = Collections.synchronizedMap(new TreeMap<>());

  /** Puts this class into every configuration that is built; found by {@code ServiceLoader}. */
  public static final class Customizer implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
      RefusedSettings refused = new RefusedSettings();
      builder.withInterceptors(refused).withSources(refused);
    }
  }

  /** The complaints of a configuration, by property. */
  static Map<String, String> in(SmallRyeConfig config) {
    return config
        .getConfigSource(NAME)
        .map(source -> ((RefusedSettings) source).complaints)
        .orElseThrow(() -> new IllegalStateException("built without " + Customizer.class));
  }

  @Override
  public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = context.proceed(name);
    DeclaredSetting setting = name.startsWith("metaflows.") ? DeclaredSetting.ALL.get(name) : null;
    if (setting == null || value == null || value.getValue() == null) {
      return value;
    }
    String fallback = setting.defaultText().orElse(null);
    if (value.getValue().equals(fallback)) {
      return value;
    }
    return setting
        .complaint(value.getValue())
        .map(
            complaint -> {
              complaints.put(name, complaint);
              return value.withValue(fallback);
            })
        .orElse(value);
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of();
  }

  @Override
  public String getValue(String name) {
    return null;
  }

  @Override
  public String getName() {
    return NAME;
  }
}
