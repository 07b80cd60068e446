package io.metaflows.http;

import io.metaflows.logging.LogEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes one line for each request: never a token, a document, digits, or a path that belongs to no
 * route (docs/deploy.md#logs).
 */
final class AccessLog {

  private static final Logger LOG = Logger.getLogger("metaflows.access");

  /** Whether the next request is the first that this execution environment answers. */
  private static final AtomicBoolean COLD = new AtomicBoolean(true);

  private AccessLog() {}

  static void write(RequestContext context, Optional<Route> route, int status, Duration took) {
    LogEvent line =
        new LogEvent("request")
            .with(
                "method",
                Method.parse(context.request().method()).map(Method::name).orElse("other"))
            .with("route", route.map(Route::name).orElse("none"))
            .with("account", route.map(AccessLog::account).orElse("-"))
            .with("status", status)
            .with("ms", took.toMillis())
            .with("cold", COLD.getAndSet(false))
            .with("request_id", context.requestId());
    context.request().traces().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(trace -> line.with(trace.getKey(), trace.getValue()));
    line.writeTo(LOG);
  }

  private static String account(Route route) {
    try {
      return route.account().value();
    } catch (ErrorResponseException malformed) {
      return "-";
    }
  }
}
