package io.metaflows;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names of all settings, read off {@link Settings} itself. */
public final class SettingNames {

  private SettingNames() {}

  public static List<String> all() {
    List<String> names = new ArrayList<>();
    collect("metaflows", Settings.class, names);
    return names;
  }

  private static void collect(String prefix, Class<?> group, List<String> names) {
    for (Method method : group.getDeclaredMethods()) {
      String name = prefix + "." + hyphenated(method.getName());
      if (method.getReturnType().getEnclosingClass() == Settings.class
          || method.getReturnType().getEnclosingClass() != null
              && method.getReturnType().getEnclosingClass().getEnclosingClass() == Settings.class) {
        collect(name, method.getReturnType(), names);
      } else {
        names.add(name);
      }
    }
  }

  private static String hyphenated(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
