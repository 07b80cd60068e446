package io.metaflows.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One simulated leg of a live call: its description, and how a metaflow changes it. */
final class DemoCall {

  /** The modules that take the call elsewhere, so that the metaflow's children do not run. */
  private static final Set<String> LAST =
      Set.of("callflow", "hangup", "intercept", "move", "transfer");

  /** The seconds between the year 0, where Kazoo's timestamps begin, and 1970. */
  private static final long GREGORIAN = 62_167_219_200L;

  private final ObjectNode atFirst;
  private final Instant since;
  private ObjectNode description;
  private boolean live = true;

  /**
   * @param owner the user
   * @param device the user's device, which set up the call
   */
  DemoCall(String id, String owner, String device, String number, String peer, Instant since) {
    this.since = since;
    this.atFirst =
        Json.object()
            .put("answered", true)
            .put("authorizing_id", device)
            .put("authorizing_type", "device")
            .put("call_direction", "inbound")
            .put("call_id", id)
            .put("callee_id_name", "A customer")
            .put("callee_id_number", peer)
            .put("caller_id_name", owner)
            .put("caller_id_number", number)
            .put("destination", peer)
            .put("from", number + "@demo.example")
            .put("is_loopback", false)
            .put("is_on_hold", false)
            .put("other_leg_call_id", id + "-peer")
            .put("owner_id", owner)
            .put("presence_id", number + "@demo.example")
            .put("recording", "off")
            .put("timestamp", since.getEpochSecond() + GREGORIAN)
            .put("to", peer + "@demo.example")
            .put("username", device);
    this.description = atFirst.deepCopy();
  }

  /** Makes it live again, as it was at first. */
  synchronized void restart() {
    description = atFirst.deepCopy();
    live = true;
  }

  /** Whose leg it is, in words. */
  String parties() {
    return "user %s, device %s"
        .formatted(atFirst.path("owner_id").asText(), atFirst.path("authorizing_id").asText());
  }

  synchronized boolean isLive() {
    return live;
  }

  /** The description that a GET returns. */
  synchronized ObjectNode describe(Instant now) {
    return description.deepCopy().put("elapsed_seconds", Duration.between(since, now).toSeconds());
  }

  /** Runs a metaflow and its children, and describes each step in words. */
  synchronized List<String> run(ObjectNode metaflow) {
    List<String> steps = new ArrayList<>();
    JsonNode node = metaflow;
    while (node.isObject()) {
      String module = node.path("module").asText();
      steps.add(step(module, node.path("data")));
      node = LAST.contains(module) ? Json.object().path("_") : node.path("children").path("_");
    }
    return steps;
  }

  private String step(String module, JsonNode data) {
    return switch (module) {
      case "transfer" -> transfer(data);
      case "record_call" -> record(data.path("action").asText("toggle"));
      case "hold" -> hold(true);
      case "resume" -> hold(false);
      case "hold_control" -> holdControl(data.path("action").asText("toggle"));
      case "hangup" -> hangup();
      default -> data.isEmpty() ? module : module + " " + Json.text(data);
    };
  }

  /** Dials captures before the target, as Kazoo does, even the default {@code no_match}. */
  private String transfer(JsonNode data) {
    String target = data.path("captures").path(0).asText(data.path("target").asText());
    if (target.isEmpty()) {
      return "transfer to nobody: neither captures nor a target";
    }
    description.put("destination", target).put("to", target + "@demo.example");
    return data.path("transfer_type").asText("blind") + " transfer to " + target;
  }

  private String record(String action) {
    boolean off = description.path("recording").asText().equals("off");
    String done = action.equals("toggle") ? (off ? "start" : "stop") : action;
    String state =
        switch (done) {
          case "start", "unmask" -> "on";
          case "mask" -> "masked";
          default -> "off";
        };
    description.put("recording", state);
    return "recording: " + done;
  }

  private String holdControl(String action) {
    boolean held = description.path("is_on_hold").asBoolean();
    return hold(action.equals("toggle") ? !held : action.equals("hold"));
  }

  private String hold(boolean held) {
    description.put("is_on_hold", held);
    return held ? "hold" : "resume";
  }

  private String hangup() {
    live = false;
    return "hangup";
  }
}
