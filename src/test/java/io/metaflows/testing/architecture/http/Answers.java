package io.metaflows.testing.architecture.http;

/** What a package of the example for {@code ArchitectureTest} uses. */
public final class Answers {

  private Answers() {}

  public static int status() {
    return 200;
  }
}
