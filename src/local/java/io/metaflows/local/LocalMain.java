package io.metaflows.local;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The whole service on a developer's machine: DynamoDB inside the process, a pretend switch unless
 * a real one is configured, and the HTTP API behind a plain HTTP server.
 */
public final class LocalMain {

  /** The exit code where a port is taken; told with the remedy. */
  private static final int PORT_TAKEN = 3;

  /** The exit code where the database that was named does not answer. */
  private static final int NO_DATABASE = 4;

  /** How long a database that was named may take to start. */
  private static final Duration DATABASE_START = Duration.ofSeconds(30);

  private LocalMain() {}

  public static void main(String[] args) throws IOException {
    followParent();
    LocalOptions options = LocalOptions.read();
    requireFree(options.host(), options.port(), "metaflows.local.port");
    boolean pretend = options.channelsUrl().isEmpty();
    if (pretend) {
      requireFree(options.switchHost(), options.switchPort(), "metaflows.local.switch.port");
    }
    try (EmbeddedDynamoDb embedded = embedded(options)) {
      URI database = embedded == null ? options.database().orElseThrow() : embedded.endpoint();
      makeTable(database, options.table());
      System.setProperty("quarkus.dynamodb.endpoint-override", database.toString());
      if (pretend) {
        LocalApplication.pretendSwitch =
            PretendSwitch.start(options.switchHost(), options.switchPort());
        System.setProperty(
            "metaflows.channels.url",
            "http://" + options.switchHost() + ":" + options.switchPort());
      }
      Quarkus.run(LocalApplication.class, args);
    }
  }

  /** Null where the options name a database that already runs. */
  private static EmbeddedDynamoDb embedded(LocalOptions options) {
    if (options.database().isPresent()) {
      return null;
    }
    System.out.println(
        "Starting DynamoDB Local inside this process"
            + options.data().map(data -> ", its data kept in " + data).orElse(", in memory")
            + " ...");
    return options.data().isPresent()
        ? EmbeddedDynamoDb.in(Path.of(options.data().get()))
        : EmbeddedDynamoDb.inMemory();
  }

  /** Waits for a database that was started just before, in a container as often as not. */
  private static void makeTable(URI database, String name) {
    Instant until = Instant.now().plus(DATABASE_START);
    while (true) {
      try {
        if (TableFromTemplate.load().create(database, name)) {
          System.out.printf("Made the table %s of template.yaml in %s%n", name, database);
        }
        return;
      } catch (SdkClientException unreachable) {
        if (Instant.now().isAfter(until)) {
          System.err.printf(
              "%nNo DynamoDB answers at %s: %s%nStart it, or leave -Dmetaflows.local.database out"
                  + " for one inside this process.%n%n",
              database, unreachable.getMessage());
          System.exit(NO_DATABASE);
        }
        System.out.printf("Waiting for DynamoDB at %s%n", database);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A build tool that is killed must not leave its program behind, holding the port. */
  private static void followParent() {
    if (Boolean.getBoolean("metaflows.local.follow-parent")) {
      ProcessHandle.current()
          .parent()
          .ifPresent(
              parent -> {
                var unused = parent.onExit().thenRun(() -> System.exit(0));
              });
    }
  }

  private static void requireFree(String host, int port, String property) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException taken) {
      System.err.printf(
          "%nCannot listen on %s:%d: %s.%nStop what uses it, or choose another port:"
              + " mvn -Plocal -D%s=%d%n%n",
          host, port, taken.getMessage(), property, port + 1000);
      System.exit(PORT_TAKEN);
    }
  }
}
