package io.metaflows.http;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One line for every request: never a token, a document, digits, or a path that was not understood.
 */
final class AccessLog {

  private static final Logger LOG = Logger.getLogger("metaflows.access");

  /** Whether this is the first request that this execution environment answers. */
  private static boolean cold = true;

  private AccessLog() {}

  static void write(Exchange exchange, Optional<Route> route, int status, Duration took) {
    boolean first = cold;
    cold = false;
    LOG.infof(
        "request method=%s route=%s account=%s status=%d ms=%d cold=%b request_id=%s%s",
        method(exchange.request().method()),
        route.map(Route::name).orElse("none"),
        route.map(AccessLog::account).orElse("-"),
        status,
        took.toMillis(),
        first,
        exchange.requestId(),
        exchange.request().traces().entrySet().stream()
            .sorted(java.util.Map.Entry.comparingByKey())
            .map(trace -> " " + trace.getKey() + "=" + trace.getValue())
            .collect(Collectors.joining()));
  }

  private static String account(Route route) {
    try {
      return route.account().value();
    } catch (Refused malformed) {
      return "-";
    }
  }

  private static String method(String sent) {
    return sent.length() <= 10 && sent.chars().allMatch(Character::isLetter) ? sent : "other";
  }
}
