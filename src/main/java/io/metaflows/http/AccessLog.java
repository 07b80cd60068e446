package io.metaflows.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
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
    LogLine line =
        new LogLine("request")
            .with("method", method(exchange.request().method()))
            .with("route", route.map(Route::name).orElse("none"))
            .with("account", route.map(AccessLog::account).orElse("-"))
            .with("status", status)
            .with("ms", took.toMillis())
            .with("cold", first)
            .with("request_id", exchange.requestId());
    exchange.request().traces().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(trace -> line.with(trace.getKey(), trace.getValue()));
    LOG.info(line);
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
