package io.metaflows.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.channels.ChannelLookup;
import io.metaflows.channels.RunResult;
import io.metaflows.channels.Switch;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.kazoo.KazooReply.KazooAnswer;
import io.metaflows.kazoo.KazooReply.KazooSilence;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflow;
import java.util.Optional;

/** Kazoo's Channels API as a switch (docs/kazoo.md#requests). */
final class KazooSwitch implements Switch {

  private static final String WHO = "the Channels API ";
  private static final int REQUEST_TIMEOUT = 408;

  private final KazooClient client;

  KazooSwitch(KazooClient client) {
    this.client = client;
  }

  @Override
  public ChannelLookup find(Target target, Deadline deadline) {
    return client
        .get(
            KazooUrl.channel(target.account(), target.call()),
            target.token(),
            Optional.of(target.requestId()),
            deadline)
        .fold(
            answer ->
                answer.isSuccess() && answer.data() instanceof ObjectNode channel
                    ? KazooChannel.read(target.account(), channel)
                    : refusal(answer).orElseGet(() -> notAsked(answer)),
            silence -> new SwitchFailure.NotAsked(silence.tooSlow(), WHO + silence.reason()));
  }

  @Override
  public RunResult run(Target target, Metaflow metaflow, Deadline deadline) {
    if (deadline.left().compareTo(client.timeout()) < 0) {
      return new SwitchFailure.NotAsked(true, WHO + "was not asked: too little time was left");
    }
    ObjectNode body = Json.object().put("action", "metaflow");
    body.set("data", metaflow.toJson());
    return client
        .put(
            KazooUrl.channel(target.account(), target.call()),
            target.token(),
            Optional.of(target.requestId()),
            Json.bytes(body),
            deadline)
        .fold(KazooSwitch::afterRun, KazooSwitch::afterRun);
  }

  private static RunResult afterRun(KazooAnswer answer) {
    if (answer.isSuccess()) {
      return RunResult.RunAccepted.INSTANCE;
    }
    if (answer.status() == 400 && answer.isKazooError()) {
      JsonNode data = answer.data();
      return new RunResult.NodeRejected(
          answer.message(), data.isContainerNode() ? data : Json.object());
    }
    // A server between Kazoo and this service may answer 408 after Kazoo got the request.
    return answer.status() == REQUEST_TIMEOUT
        ? new SwitchFailure.NoAnswer(false, "the switch answered 408")
        : refusal(answer).orElseGet(() -> noAnswer(answer));
  }

  private static RunResult afterRun(KazooSilence silence) {
    return silence.sent()
        ? new SwitchFailure.NoAnswer(silence.tooSlow(), WHO + silence.reason())
        : new SwitchFailure.NotAsked(silence.tooSlow(), WHO + silence.reason());
  }

  /**
   * The meaning of a 4xx: nothing ran. Only Kazoo itself knows that a call is not live. The 404 of
   * a server in front of it means that the base URL is wrong.
   */
  private static Optional<SwitchFailure> refusal(KazooAnswer answer) {
    int status = answer.status();
    if (status == 401) {
      return Optional.of(SwitchFailure.UNKNOWN_TOKEN);
    }
    if (status == 403) {
      return Optional.of(SwitchFailure.NO_RIGHT);
    }
    if (status == 404 && answer.isKazooError()) {
      return Optional.of(SwitchFailure.NOT_LIVE);
    }
    if (status == 429) {
      return Optional.of(SwitchFailure.BUSY);
    }
    return status >= 400 && status < 500
        ? Optional.of(new SwitchFailure.Refused("the switch answered " + status))
        : Optional.empty();
  }

  private static SwitchFailure notAsked(KazooAnswer answer) {
    return new SwitchFailure.NotAsked(false, WHO + nonsense(answer));
  }

  private static SwitchFailure noAnswer(KazooAnswer answer) {
    return new SwitchFailure.NoAnswer(false, WHO + nonsense(answer));
  }

  private static String nonsense(KazooAnswer answer) {
    String what = answer.status() >= 500 ? "failed" : "answered nonsense";
    return what + " (HTTP " + answer.status() + ")";
  }
}
