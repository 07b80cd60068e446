package io.metaflows.bench;

import io.metaflows.testing.network.PlainServer;
import java.io.IOException;

/** A switch on which every call is live, and that takes every metaflow at once. */
final class SwitchStub implements AutoCloseable {

  private static final String ENVELOPE =
      "{\"data\":%s,\"status\":\"success\",\"request_id\":\"1\",\"node\":\"stub\"}";
  private static final String CHANNEL =
      "{\"uuid\":\"call\",\"answered\":true,\"direction\":\"inbound\",\"owner_id\":\""
          + Accounts.USER
          + "\",\"authorizing_id\":\""
          + Accounts.DEVICE
          + "\",\"authorizing_type\":\"device\"}";

  private final PlainServer server;

  private SwitchStub(PlainServer server) {
    this.server = server;
  }

  static SwitchStub start() throws IOException {
    return new SwitchStub(
        PlainServer.start(
            "switch",
            call ->
                call.method().equals("GET")
                    ? PlainServer.Reply.json(200, ENVELOPE.formatted(CHANNEL))
                    : PlainServer.Reply.json(201, ENVELOPE.formatted("\"metaflow sent\""))));
  }

  String url() {
    return "http://" + server.address();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
