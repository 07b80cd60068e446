package io.metaflows;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** The names of all settings, read off {@link Settings} itself. */
public final class SettingNames {

  private SettingNames() {}

  public static List<String> all() {
    List<String> names = new ArrayList<>();
    collect("metaflows", Settings.class, List.of(), (name, path) -> names.add(name));
    return names;
  }

  /** The names of the settings whose values are of one of these types. */
  public static List<String> ofTypes(Class<?>... types) {
    List<String> names = new ArrayList<>();
    collect(
        "metaflows",
        Settings.class,
        List.of(),
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
    collect(
        "metaflows",
        Settings.class,
        List.of(),
        (name, path) -> values.put(name, follow(settings, path)));
    return values;
  }

  /** The environment variable of a setting. */
  public static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static void collect(
      String prefix, Class<?> group, List<Method> path, BiConsumer<String, List<Method>> to) {
    for (Method method : group.getDeclaredMethods()) {
      String name = prefix + "." + hyphenated(method.getName());
      List<Method> longer = new ArrayList<>(path);
      longer.add(method);
      if (method.getReturnType().getNestHost() == Settings.class) {
        collect(name, method.getReturnType(), longer, to);
      } else {
        to.accept(name, longer);
      }
    }
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

  private static String hyphenated(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
