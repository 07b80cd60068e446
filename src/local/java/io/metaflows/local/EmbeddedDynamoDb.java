package io.metaflows.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local inside this process, on a free port of the loopback address.
 *
 * <p>Its own {@code ServerRunner} is not used: it needs the telemetry classes, which are excluded
 * from the build, and listens on all addresses.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

  private final Server server;
  private final LocalDynamoDBRequestHandler database;
  private final URI endpoint;

  private EmbeddedDynamoDb(Server server, LocalDynamoDBRequestHandler database, URI endpoint) {
    this.server = server;
    this.database = database;
    this.endpoint = endpoint;
  }

  /** Starts one whose data is lost when it is closed. */
  public static EmbeddedDynamoDb inMemory() {
    return start(true, null);
  }

  /** Starts one that keeps its data in a directory, which is created if it does not exist. */
  public static EmbeddedDynamoDb in(Path directory) {
    try {
      return start(false, Files.createDirectories(directory).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory " + directory, e);
    }
  }

  private static EmbeddedDynamoDb start(boolean inMemory, String directory) {
    try {
      // Port 0: used by its own server only. One database for all regions and access keys.
      LocalDynamoDBRequestHandler database =
          new LocalDynamoDBRequestHandler(0, inMemory, directory, true, false);
      Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(database, null)));
      server.start();
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      return new EmbeddedDynamoDb(server, database, URI.create("http://127.0.0.1:" + port));
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
  }

  /** The address for a DynamoDB client. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      database.shutdown();
    }
  }
}
