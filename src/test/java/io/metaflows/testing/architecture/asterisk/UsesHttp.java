package io.metaflows.testing.architecture.asterisk;

import io.metaflows.testing.architecture.http.Answers;

/** A class of the example for {@code ArchitectureTest}: it uses a package that it should not. */
public final class UsesHttp {

  private UsesHttp() {}

  public static boolean succeeds() {
    return Answers.status() == 200;
  }
}
