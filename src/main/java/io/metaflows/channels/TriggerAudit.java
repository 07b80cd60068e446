package io.metaflows.channels;

import io.metaflows.logging.LogEvent;
import io.metaflows.metaflow.MatchedEntry;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * The audit line of one trigger: the call, the module and the outcome, never a token, digits,
 * captures or a metaflow (docs/deploy.md#logs).
 */
final class TriggerAudit {

  private static final Logger LOG = Logger.getLogger("metaflows.audit");
  private static final String ABSENT = "-";

  private TriggerAudit() {}

  /**
   * Writes the line.
   *
   * @param report empty where the trigger ended with a failure of this service
   * @param module the name under which a module may be logged
   */
  static void write(
      Switch.Target target, Optional<TriggerReport> report, UnaryOperator<String> module) {
    Optional<SelectedMetaflow> selected = report.flatMap(TriggerReport::selected);
    Optional<MatchedEntry> entry = selected.flatMap(SelectedMetaflow::entry);
    new LogEvent("audit")
        .with("action", "trigger")
        .with("request_id", target.requestId())
        .with("account", target.account().value())
        .with("call_id", target.call().value())
        .with("outcome", report.map(done -> done.result().word()).orElse("failed"))
        .with("module", selected.map(sent -> module.apply(sent.metaflow().module())).orElse(ABSENT))
        .with("scope", entry.map(where -> where.scope().kind()).orElse(ABSENT))
        .writeTo(LOG);
  }
}
