package io.metaflows.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** The lines of the audit log that this process writes while it is open. */
public final class TestingAuditLog implements AutoCloseable {

  private final Logger log = Logger.getLogger("metaflows.audit");
  private final List<Map<String, String>> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = new Lines();

  public TestingAuditLog() {
    log.addHandler(handler);
  }

  /** The fields of each line. */
  public List<Map<String, String>> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    log.removeHandler(handler);
  }

  private final class Lines extends Handler {
    @Override
    public void publish(LogRecord written) {
      Map<String, String> fields = new HashMap<>(ExtLogRecord.wrap(written).getMdcCopy());
      fields.put("message", written.getMessage());
      lines.add(fields);
    }

    @Override
    public void flush() {
      // Every line is there at once.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
