package io.metaflows.local;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * The whole service on a newcomer's machine: DynamoDB inside the process, a pretend switch where no
 * real one is named, and the same front door behind a plain HTTP server.
 */
public final class LocalMain {

  /** The exit code where a port is taken; told with the remedy. */
  private static final int PORT_TAKEN = 3;

  private LocalMain() {}

  public static void main(String[] args) throws IOException {
    followParent();
    LocalOptions options = LocalOptions.read();
    requireFree(options.host(), options.port(), "metaflows.local.port");
    boolean pretend = options.channelsUrl().isEmpty();
    if (pretend) {
      requireFree(options.switchHost(), options.switchPort(), "metaflows.local.switch.port");
    }
    System.out.println(
        "Starting DynamoDB Local inside this process"
            + options.data().map(data -> ", its data kept in " + data).orElse(", in memory")
            + " ...");
    EmbeddedDynamoDb database =
        options.data().isPresent()
            ? EmbeddedDynamoDb.in(Path.of(options.data().get()))
            : EmbeddedDynamoDb.inMemory();
    TableFromTemplate.load().create(database.endpoint(), options.table());
    System.setProperty("quarkus.dynamodb.endpoint-override", database.endpoint().toString());
    if (pretend) {
      LocalApplication.pretendSwitch =
          PretendSwitch.start(options.switchHost(), options.switchPort());
      System.setProperty(
          "metaflows.channels.url", "http://" + options.switchHost() + ":" + options.switchPort());
    }
    Quarkus.run(LocalApplication.class, args);
    database.close();
  }

  /** A build tool that is killed must not leave its program behind, holding the port. */
  private static void followParent() {
    if (Boolean.getBoolean("metaflows.local.follow-parent")) {
      ProcessHandle.current()
          .parent()
          .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
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
