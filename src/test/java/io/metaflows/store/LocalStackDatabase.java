package io.metaflows.store;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The LocalStack container that all suites share; it ends with the process. */
final class LocalStackDatabase {

  static final Database SHARED = start();

  private LocalStackDatabase() {}

  private static Database start() {
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
    return new Database(container.getEndpoint());
  }
}
