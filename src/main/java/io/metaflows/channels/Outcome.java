package io.metaflows.channels;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Json;
import io.metaflows.store.IdempotencyRecords.Result;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What became of a trigger (contract, sections 3 and 8). */
public sealed interface Outcome {

  /** Status, message and data of the answer: the contract's row. */
  Result told();

  /** What a log calls it. */
  String word();

  /** When to try again, where an answer says so. */
  default Optional<Duration> retryAfter() {
    return Optional.empty();
  }

  /** The switch has taken the metaflow: 201. */
  record Sent(Chosen chosen) implements Outcome {
    private static final String MESSAGE = "metaflow sent";

    @Override
    public Result told() {
      JsonNode data =
          chosen.found().isPresent() ? chosen.shown(MESSAGE) : Json.nodes().textNode(MESSAGE);
      return new Result(201, "", data);
    }

    @Override
    public String word() {
      return "sent";
    }
  }

  /** A dry run ended where the metaflow would have been sent: 200. */
  record NotSent(Chosen chosen) implements Outcome {
    @Override
    public Result told() {
      return new Result(200, "", chosen.shown("metaflow not sent"));
    }

    @Override
    public String word() {
      return "dry_run";
    }
  }

  /**
   * The channel has no metaflow of that name: 404.
   *
   * @param name the number, the pattern or the digits, as sent
   */
  record NoSuchMetaflow(String name) implements Outcome {
    @Override
    public Result told() {
      return new Result(404, "bad_identifier", data("bad identifier").put("cause", name));
    }

    @Override
    public String word() {
      return "no_such_metaflow";
    }
  }

  /** The call is not live, or not of this account: 404. */
  record NotLive(CallId call) implements Outcome {
    @Override
    public Result told() {
      return new Result(404, "bad identifier", Json.nodes().arrayNode().add(call.value()));
    }

    @Override
    public String word() {
      return "not_live";
    }
  }

  /** The switch refuses the node, in its own words: 400. Nothing ran. */
  record Invalid(String message, JsonNode data) implements Outcome {
    @Override
    public Result told() {
      return new Result(400, message, data);
    }

    @Override
    public String word() {
      return "invalid";
    }
  }

  /**
   * The switch refuses for a reason of its own: 502. Nothing ran.
   *
   * @param status the switch's HTTP status
   */
  record Refused(int status) implements Outcome {
    @Override
    public Result told() {
      return unreachable(502, "the switch answered " + status + ": refused, nothing was run");
    }

    @Override
    public String word() {
      return "refused";
    }
  }

  /**
   * There is no answer of the switch that could be used: 504 or 502.
   *
   * @param sent the metaflow was sent, and may be running
   */
  record Unreachable(boolean timedOut, boolean sent, String reason) implements Outcome {
    @Override
    public Result told() {
      return unreachable(
          timedOut ? 504 : 502,
          reason
              + (sent
                  ? ": the metaflow was sent, and whether it ran is not known"
                  : ": nothing was sent"));
    }

    @Override
    public String word() {
      return sent ? "unknown" : "unreachable";
    }
  }

  /** The key was used before for the same request: its first result, and nothing ran. */
  record Replayed(Result first) implements Outcome {
    @Override
    public Result told() {
      return first;
    }

    @Override
    public String word() {
      return "replayed";
    }
  }

  /**
   * The first run under the key has not ended: 409.
   *
   * @param left until it has, at the latest
   */
  record InProgress(Duration left) implements Outcome {
    @Override
    public Result told() {
      return new Result(
          409,
          "idempotency_in_progress",
          data("the first request with this idempotency key has not ended"));
    }

    @Override
    public String word() {
      return "in_progress";
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.of(left);
    }
  }

  /** The outcomes that are told in the same words each time. */
  enum Plain implements Outcome {
    /** The switch does not know the token. */
    UNAUTHENTICATED(401, "invalid_credentials", "invalid credentials"),
    /** The switch does not let the token do this. */
    FORBIDDEN(403, "forbidden", "forbidden"),
    /** The switch is busy; nothing ran. */
    BUSY(503, "channels_unreachable", "the switch is busy: nothing was run"),
    /** The database cannot be asked; nothing ran. */
    DATASTORE_UNREACHABLE(503, "datastore_unreachable", "datastore timeout"),
    /** The first run under the key ended, and nobody knows how. */
    UNKNOWN_BEFORE(
        409,
        "idempotency_unknown_outcome",
        "whether the first request with this idempotency key ran is not known"),
    /** The key was used before for another request. */
    CONFLICT(422, "idempotency_conflict", "this idempotency key was used for another request");

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int status;
    private final String message;
    private final String details;

    Plain(int status, String message, String details) {
      this.status = status;
      this.message = message;
      this.details = details;
    }

    @Override
    public Result told() {
      return new Result(status, message, data(details));
    }

    @Override
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Duration> retryAfter() {
      return status == 503 ? Optional.of(SOON) : Optional.empty();
    }
  }

  private static ObjectNode data(String message) {
    return Json.object().put("message", message);
  }

  private static Result unreachable(int status, String message) {
    return new Result(status, "channels_unreachable", data(message));
  }
}
