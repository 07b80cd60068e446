package io.metaflows;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of all settings, read off {@link Settings} itself. */
public final class SettingNames {

  private SettingNames() {}

  public static List<String> all() {
    return List.copyOf(DeclaredSetting.ALL.keySet());
  }

  /** The names of the settings whose values are of one of these types. */
  public static List<String> ofTypes(Class<?>... types) {
    List<String> names = new ArrayList<>();
    DeclaredSetting.getters()
        .forEach(
            (name, path) -> {
              if (List.of(types).contains(path.get(path.size() - 1).getReturnType())) {
                names.add(name);
              }
            });
    return names;
  }

  /** What every setting is set to, by its name. */
  public static Map<String, Object> values(Settings settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    DeclaredSetting.getters().forEach((name, path) -> values.put(name, follow(settings, path)));
    return values;
  }

  /** The environment variable of a setting. */
  public static String variable(String name) {
    return DeclaredSetting.ALL.get(name).variable();
  }

  /** The default of a setting as it is written; empty where it has none. */
  public static Optional<String> defaultText(String name) {
    return DeclaredSetting.ALL.get(name).defaultText();
  }

  private static Object follow(Settings settings, List<Method> path) {
    Object value = settings;
    for (Method method : path) {
      try {
        value = method.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return value;
  }
}
