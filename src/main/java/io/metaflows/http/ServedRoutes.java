package io.metaflows.http;

/** The routes that one function answers (docs/configuration.md). */
public enum ServedRoutes {
  DOCUMENTS,
  CHANNELS,
  ALL;

  /** Whether a route is answered; any other one is unknown to this function. */
  boolean include(Route route) {
    return route.fold(document -> this != CHANNELS, channel -> this != DOCUMENTS);
  }
}
