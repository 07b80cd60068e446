package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.network.Bytes;

/** The requests of the benchmark, as events. */
final class Calls {

  private final String token;
  private int keys;

  Calls(String token) {
    this.token = token;
  }

  Bytes get(String path) {
    return HttpEvent.request("GET", path, token).bytes();
  }

  Bytes post(String path, ObjectNode data) {
    return HttpEvent.request("POST", path, token).data(data).bytes();
  }

  Bytes delete(String path) {
    return HttpEvent.request("DELETE", path, token).bytes();
  }

  Bytes triggerNumber() {
    return trigger("number", "9").bytes();
  }

  Bytes triggerDigits(String digits) {
    return trigger("digits", digits).bytes();
  }

  /** With a key that was never used. */
  Bytes triggerOnce() {
    return trigger("number", "9")
        .header("idempotency-key", "bench-" + System.nanoTime() + "-" + keys++)
        .bytes();
  }

  private HttpEvent trigger(String form, String value) {
    ObjectNode envelope = Json.object().put("action", "metaflow");
    envelope.putObject("data").put(form, value);
    return HttpEvent.request("PUT", Accounts.CHANNEL, token).json(envelope);
  }
}
