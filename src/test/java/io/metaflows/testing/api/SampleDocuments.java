package io.metaflows.testing.api;

/** Bodies of requests that several suites send. */
public final class SampleDocuments {

  /** What the README's first POST sends. */
  public static final String SEED =
      "{\"data\":{\"binding_digit\":\"*\", \"patterns\":{\"2(\\\\d+)\":{\"module\":\"transfer\","
          + " \"data\":{\"takeback_dtmf\":\"*1\"}}}}}";

  private SampleDocuments() {}
}
