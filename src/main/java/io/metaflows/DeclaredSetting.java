package io.metaflows;

import io.smallrye.config.Converters;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * One setting, as the interfaces under {@link Settings} declare it.
 *
 * @param property its name
 * @param optional whether it may be absent
 * @param defaultText its default as it is written, empty where it has none
 * @param converter reads its values, and refuses those that cannot work
 */
record DeclaredSetting(
    String property, boolean optional, Optional<String> defaultText, Converter<?> converter) {

  /**
   * All settings by property. In the native executable this is filled when the image is built, so
   * that nothing is reflected on at run time.
   */
  static final Map<String, DeclaredSetting> ALL = all();

  /** The environment variable. */
  String variable() {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What is wrong with a value; empty if it can work. */
  Optional<String> complaint(String text) {
    if (text.isEmpty()) {
      return optional ? Optional.empty() : Optional.of(named() + " is empty, and must not be");
    }
    try {
      converter.convert(text);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(named() + " is " + text + ", and " + e.getMessage());
    }
  }

  private String named() {
    return property + " (" + variable() + ")";
  }

  private static Map<String, DeclaredSetting> all() {
    Map<String, DeclaredSetting> all = new TreeMap<>();
    for (Map.Entry<String, List<Method>> getters : getters().entrySet()) {
      Method getter = getters.getValue().get(getters.getValue().size() - 1);
      WithDefault written = getter.getAnnotation(WithDefault.class);
      all.put(
          getters.getKey(),
          new DeclaredSetting(
              getters.getKey(),
              getter.getReturnType() == Optional.class,
              Optional.ofNullable(written).map(WithDefault::value),
              converter(getter)));
    }
    return all;
  }

  /** The getters that lead from {@link Settings} to each value, by property. */
  static Map<String, List<Method>> getters() {
    Map<String, List<Method>> getters = new TreeMap<>();
    collect("metaflows", Settings.class, List.of(), getters);
    return getters;
  }

  private static void collect(
      String prefix, Class<?> group, List<Method> path, Map<String, List<Method>> to) {
    for (Method method : group.getMethods()) {
      List<Method> longer = new ArrayList<>(path);
      longer.add(method);
      String name =
          method.isAnnotationPresent(WithParentName.class) ? prefix : prefix + "." + name(method);
      if (method.getReturnType().isInterface()) {
        collect(name, method.getReturnType(), longer, to);
      } else {
        to.put(name, longer);
      }
    }
  }

  private static String name(Method method) {
    WithName written = method.getAnnotation(WithName.class);
    return written != null
        ? written.value()
        : method.getName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static Converter<?> converter(Method getter) {
    WithConverter written = getter.getAnnotation(WithConverter.class);
    if (written != null) {
      try {
        return written.value().getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("SmallRye needs a public constructor of " + written, e);
      }
    }
    Class<?> type = valueType(getter);
    return type.isEnum() ? words(type) : text -> text;
  }

  private static Class<?> valueType(Method getter) {
    return getter.getGenericReturnType() instanceof ParameterizedType optional
        ? (Class<?>) optional.getActualTypeArguments()[0]
        : getter.getReturnType();
  }

  /** SmallRye's own converter of an enum, with a message that names the words. */
  private static Converter<?> words(Class<?> type) {
    Converter<?> converter = Converters.getImplicitConverter(type);
    String words =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", "));
    return text -> {
      try {
        return converter.convert(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("must be one of " + words, e);
      }
    };
  }
}
