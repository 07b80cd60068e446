package io.metaflows.http;

import io.metaflows.channels.Chosen;
import io.metaflows.channels.Triggered;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Match;
import io.metaflows.metaflow.Scope;
import io.metaflows.store.Documents.Written;
import io.metaflows.store.Revision;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * One line in the log for every write and every trigger (contract, section 9): who was changed how,
 * never a token, a document, captures or digits.
 */
final class Audit {

  private static final Logger LOG = Logger.getLogger("metaflows.audit");

  private static final Pattern LOGGABLE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private Audit() {}

  static void write(Exchange exchange, Scope scope, String action, Written written) {
    LOG.info(
        new LogLine("audit")
            .with("action", action)
            .with("request_id", exchange.requestId())
            .with("account", scope.account().value())
            .with("scope", named(scope))
            .with("outcome", outcome(written))
            .with("before", revision(before(written)))
            .with("after", revision(after(written))));
  }

  static void trigger(Exchange exchange, AccountId account, CallId call, Triggered triggered) {
    Optional<Match.Found> found = triggered.chosen().flatMap(Chosen::found);
    LOG.info(
        new LogLine("audit")
            .with("action", "trigger")
            .with("request_id", exchange.requestId())
            .with("account", account.value())
            .with("call_id", call.value())
            .with("outcome", triggered.outcome().word())
            .with("module", triggered.chosen().map(Audit::module).orElse("-"))
            .with("scope", found.map(where -> where.scope().kind()).orElse("-")));
  }

  /** A module that has no schema may be called anything: a log line has to stay one line. */
  private static String module(Chosen chosen) {
    return LOGGABLE.matcher(chosen.module()).matches() ? chosen.module() : "other";
  }

  private static String named(Scope scope) {
    if (scope instanceof Scope.User user) {
      return "user/" + user.id();
    }
    return scope instanceof Scope.Device device ? "device/" + device.id() : "account";
  }

  private static String outcome(Written written) {
    if (written instanceof Written.Done) {
      return "written";
    }
    if (written instanceof Written.NothingThere) {
      return "nothing_there";
    }
    if (written instanceof Written.PreconditionFailed) {
      return "precondition_failed";
    }
    return written instanceof Written.Unknown ? "unknown" : "unavailable";
  }

  private static Optional<Revision> before(Written written) {
    if (written instanceof Written.Done done) {
      return done.before();
    }
    if (written instanceof Written.NothingThere nothing) {
      return nothing.revision();
    }
    return written instanceof Written.PreconditionFailed failed
        ? failed.current()
        : Optional.empty();
  }

  private static Optional<Revision> after(Written written) {
    return written instanceof Written.Done done ? Optional.of(done.after()) : Optional.empty();
  }

  private static String revision(Optional<Revision> revision) {
    return revision.map(Revision::toString).orElse("-");
  }
}
