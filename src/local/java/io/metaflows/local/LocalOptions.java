package io.metaflows.local;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be chosen for a local run, each by a system property or by the environment variable of
 * that name.
 *
 * @param host {@code metaflows.local.host}
 * @param port {@code metaflows.local.port}
 * @param data {@code metaflows.local.data}: the folder that keeps the data; in memory without one
 * @param database {@code metaflows.local.database}: the address of a DynamoDB that already runs on
 *     this machine, LocalStack's or another; without one, one is started inside the process
 * @param table {@code metaflows.table}
 * @param switchHost {@code metaflows.local.switch.host}
 * @param switchPort {@code metaflows.local.switch.port}
 * @param channelsUrl {@code metaflows.channels.url}: a real switch; without one a pretend switch is
 *     started
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

  static LocalOptions read() {
    return new LocalOptions(
        option("metaflows.local.host").orElse("127.0.0.1"),
        port("metaflows.local.port", 8080),
        option("metaflows.local.data"),
        url("metaflows.local.database"),
        option("metaflows.table").orElse("metaflows"),
        option("metaflows.local.switch.host").orElse("127.0.0.1"),
        port("metaflows.local.switch.port", 8090),
        option("metaflows.channels.url"));
  }

  private static Optional<String> option(String property) {
    String variable = property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    return Optional.ofNullable(System.getProperty(property))
        .filter(value -> !value.isBlank())
        .or(() -> Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank()));
  }

  private static Optional<URI> url(String property) {
    Optional<String> text = option(property);
    if (text.isPresent() && !text.get().matches("https?://[^\\s/?#]+/?")) {
      System.err.printf("%n-D%s=%s is no address: http://localhost:4566%n%n", property, text.get());
      System.exit(2);
    }
    return text.map(URI::create);
  }

  private static int port(String property, int usual) {
    String text = option(property).orElse(Integer.toString(usual));
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // told below, like a number that is no port
    }
    System.err.printf("%n-D%s=%s is no port: give a number from 1 to 65535.%n%n", property, text);
    System.exit(2);
    return usual;
  }
}
