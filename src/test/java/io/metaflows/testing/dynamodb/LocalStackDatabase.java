package io.metaflows.testing.dynamodb;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The LocalStack container that all suites of a run share; it ends with the process. */
public final class LocalStackDatabase {

  /**
   * Where it is found: the suites of the API have class loaders of their own, and a static field of
   * this class in each.
   */
  private static final String ENDPOINT = "test.localstack-endpoint";

  private LocalStackDatabase() {}

  /** Whether this run is about LocalStack, and not about the embedded database. */
  public static boolean isWanted() {
    return System.getProperty("test.database", "embedded").equals("localstack");
  }

  /** Started at first use. */
  public static Database shared() {
    return new Database(endpoint());
  }

  /** Where it listens on this machine. */
  public static URI endpoint() {
    synchronized (System.getProperties()) {
      String known = System.getProperty(ENDPOINT);
      if (known == null) {
        known = start().toString();
        System.setProperty(ENDPOINT, known);
      }
      return URI.create(known);
    }
  }

  private static URI start() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "the LocalStack suites need a Docker engine, and none answers");
    }
    // Pinned: since March 2026 the latest image asks for a token.
    String image = System.getProperty("localstack.image", "localstack/localstack:4.13.1");
    LocalStackContainer container =
        new LocalStackContainer(
                DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
            .withServices("dynamodb");
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
    return container.getEndpoint();
  }
}
