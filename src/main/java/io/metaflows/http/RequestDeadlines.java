package io.metaflows.http;

import java.time.Duration;

/**
 * The longest time that a request may take (docs/api.md#deadlines).
 *
 * @param documents for a request about a document
 * @param channels for a request about a channel
 */
public record RequestDeadlines(Duration documents, Duration channels) {

  Duration of(Route route) {
    return route.fold(document -> documents, channel -> channels);
  }
}
