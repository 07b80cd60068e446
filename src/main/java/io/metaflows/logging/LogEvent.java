package io.metaflows.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * One line of the log with named fields: in the JSON log they stand under {@code mdc}, apart from
 * the message (docs/deploy.md#logs).
 */
public final class LogEvent {

  private final String name;
  private final Map<String, String> fields = new LinkedHashMap<>();

  /**
   * @param name of the event; it becomes the message of the line
   */
  public LogEvent(String name) {
    this.name = name;
  }

  /** Adds a field. */
  public LogEvent with(String field, Object value) {
    fields.put(field, String.valueOf(value));
    return this;
  }

  /** Writes the line. */
  public void writeTo(Logger log) {
    fields.forEach(MDC::put);
    try {
      log.info(name);
    } finally {
      fields.keySet().forEach(MDC::remove);
    }
  }
}
