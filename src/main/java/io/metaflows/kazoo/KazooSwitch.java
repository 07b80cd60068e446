package io.metaflows.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.channels.Switch;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import java.util.Optional;

/** Kazoo's Channels API (contract, sections 3 and 8). */
final class KazooSwitch implements Switch {

  private static final String WHO = "the Channels API ";

  private final KazooClient client;

  KazooSwitch(KazooClient client) {
    this.client = client;
  }

  @Override
  public Lookup find(Target target, Deadline deadline) {
    Exchange exchange =
        client.get(
            KazooUrl.channel(target.account(), target.call()),
            target.token(),
            Optional.of(target.requestId()),
            deadline);
    if (exchange instanceof Exchange.Failed failed) {
      return new Unreachable(failed.timedOut(), false, WHO + failed.how());
    }
    Exchange.Answered answer = (Exchange.Answered) exchange;
    return answer.isSuccess() && answer.data() instanceof ObjectNode channel
        ? new Lookup.Live(channel)
        : failure(answer, false);
  }

  @Override
  public Run run(Target target, ObjectNode node, Deadline deadline) {
    if (deadline.left().compareTo(client.timeout()) < 0) {
      return new Unreachable(true, false, WHO + "was not asked: too little time was left");
    }
    ObjectNode body = Json.object().put("action", "metaflow");
    body.set("data", node);
    Exchange exchange =
        client.put(
            KazooUrl.channel(target.account(), target.call()),
            target.token(),
            Optional.of(target.requestId()),
            Json.bytes(body),
            deadline);
    if (exchange instanceof Exchange.Failed failed) {
      return new Unreachable(failed.timedOut(), failed.sent(), WHO + failed.how());
    }
    return run((Exchange.Answered) exchange);
  }

  private static Run run(Exchange.Answered answer) {
    if (answer.isSuccess()) {
      return new Run.Accepted();
    }
    if (answer.status() == 400 && answer.isKazoosError()) {
      JsonNode data = answer.data();
      return new Run.Invalid(answer.message(), data.isContainerNode() ? data : Json.object());
    }
    return failure(answer, true);
  }

  /**
   * A 4xx says that nothing ran, whoever says it. But only Kazoo knows that a call is not live: the
   * 404 of something that stands before it means that the base URL is wrong.
   */
  private static Failure failure(Exchange.Answered answer, boolean sent) {
    int status = answer.status();
    if (status == 401) {
      return new Unauthenticated();
    }
    if (status == 403) {
      return new Forbidden();
    }
    if (status == 404 && answer.isKazoosError()) {
      return new NotLive();
    }
    if (status == 429) {
      return new Busy();
    }
    if (status >= 400 && status < 500) {
      return new Refused(status);
    }
    String what = status >= 500 ? "failed" : "answered nonsense";
    return new Unreachable(false, sent, WHO + what + " (HTTP " + status + ")");
  }
}
