package io.metaflows.http;

import java.util.Optional;

/** The HTTP methods that a route of this service can have. */
enum Method {
  GET,
  POST,
  PUT,
  DELETE;

  /** The method of that name in capitals; empty for any other one. */
  static Optional<Method> parse(String name) {
    return switch (name) {
      case "GET" -> Optional.of(GET);
      case "POST" -> Optional.of(POST);
      case "PUT" -> Optional.of(PUT);
      case "DELETE" -> Optional.of(DELETE);
      default -> Optional.empty();
    };
  }
}
