package io.metaflows.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The properties of this service that were given to {@code mvn -Plocal -D…}. Maven does not pass
 * them on to the program that it starts, so pom.xml passes all of them in one environment variable.
 */
final class MavenProperties {

  /** A word and {@link Properties#toString}: {@code properties {name=value, name=value}}. */
  static final String VARIABLE = "MAVEN_USER_PROPERTIES";

  private static final String PREFIX = "metaflows.";
  private static final Pattern ENTRY =
      Pattern.compile("([\\w.-]+)=(.*?)(?=, [\\w.-]+=|$)", Pattern.DOTALL);

  private MavenProperties() {}

  /** The properties of this service in the text of the variable. */
  static Map<String, String> parse(String text) {
    Map<String, String> properties = new LinkedHashMap<>();
    String entries = text.replaceFirst("^\\w+ \\{", "").replaceFirst("\\}$", "");
    Matcher entry = ENTRY.matcher(entries);
    while (entry.find()) {
      if (entry.group(1).startsWith(PREFIX)) {
        properties.put(entry.group(1), entry.group(2));
      }
    }
    return properties;
  }

  /**
   * Makes them system properties of this program, and removes what is empty: an empty system
   * property would hide the environment variable of the same setting.
   */
  static void apply(Map<String, String> variables, Properties system) {
    parse(variables.getOrDefault(VARIABLE, "")).forEach(system::putIfAbsent);
    system
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey().toString().startsWith(PREFIX)
                    && entry.getValue().toString().isBlank());
  }
}
