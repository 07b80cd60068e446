package io.metaflows.local;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The options of the local program (docs/configuration.md#local-program): each is a system property
 * or the environment variable of that name. The property is used first, and an empty one counts as
 * absent.
 *
 * @param host {@code metaflows.local.host}
 * @param port {@code metaflows.local.port}
 * @param data {@code metaflows.local.data}: the folder that keeps the data; empty keeps it in
 *     memory
 * @param database {@code metaflows.local.database}: the address of a DynamoDB that already runs,
 *     such as LocalStack's; empty starts one inside this process
 * @param table {@code metaflows.table}
 * @param switchHost {@code metaflows.local.switch.host}
 * @param switchPort {@code metaflows.local.switch.port}
 * @param channelsUrl {@code metaflows.channels.url}: a real switch; empty starts a pretend switch
 */
record LocalOptions(
    String host,
    int port,
    Optional<String> data,
    Optional<URI> database,
    String table,
    String switchHost,
    int switchPort,
    Optional<String> channelsUrl) {

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * The options of this process.
   *
   * @throws IllegalArgumentException with a message for the user, where a value is wrong
   */
  static LocalOptions read() {
    return new OptionSource(System.getProperties(), System.getenv()).options();
  }

  /**
   * The options in the given places.
   *
   * @throws IllegalArgumentException with a message for the user, where a value is wrong
   */
  static LocalOptions read(Properties properties, Map<String, String> variables) {
    return new OptionSource(properties, variables).options();
  }

  /** The places where options are looked for. */
  private record OptionSource(Properties properties, Map<String, String> variables) {

    LocalOptions options() {
      return new LocalOptions(
          option("metaflows.local.host").orElse(LOOPBACK),
          port("metaflows.local.port", 8080),
          option("metaflows.local.data"),
          url("metaflows.local.database"),
          option("metaflows.table").orElse("metaflows"),
          option("metaflows.local.switch.host").orElse(LOOPBACK),
          port("metaflows.local.switch.port", 8090),
          option("metaflows.channels.url"));
    }

    private Optional<String> option(String property) {
      String variable = property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
      return Optional.ofNullable(properties.getProperty(property))
          .filter(value -> !value.isBlank())
          .or(() -> Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank()));
    }

    private Optional<URI> url(String property) {
      Optional<String> text = option(property);
      if (text.isPresent() && !text.get().matches("https?://[^\\s/?#]+/?")) {
        throw new IllegalArgumentException(
            property + " is " + text.get() + ": give an address such as http://localhost:4566");
      }
      return text.map(URI::create);
    }

    private int port(String property, int usual) {
      String text = option(property).orElse(Integer.toString(usual));
      try {
        int port = Integer.parseInt(text);
        if (port > 0 && port < 65_536) {
          return port;
        }
      } catch (NumberFormatException notANumber) {
        throw invalidPort(property, text, notANumber);
      }
      throw invalidPort(property, text, null);
    }

    private static IllegalArgumentException invalidPort(
        String property, String text, Throwable cause) {
      return new IllegalArgumentException(
          property + " is " + text + ": give a number from 1 to 65535", cause);
    }
  }
}
