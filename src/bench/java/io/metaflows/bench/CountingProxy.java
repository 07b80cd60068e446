package io.metaflows.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.network.Bytes;
import io.metaflows.testing.network.PlainServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stands before DynamoDB, counts what is asked of it, and asks what it consumed, which the product
 * itself does not want to know.
 */
final class CountingProxy implements AutoCloseable {

  private static final String TARGET = "x-amz-target";

  /** What java.net.http sets itself. */
  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "expect", "transfer-encoding", "upgrade");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI behind;
  private final PlainServer server;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * One request to DynamoDB.
   *
   * @param operation its name: {@code GetItem}
   * @param units of capacity that it consumed
   */
  record Asked(String operation, double units) {}

  private CountingProxy(URI behind) throws IOException {
    this.behind = behind;
    this.server = PlainServer.start("counting", this::forward);
  }

  static CountingProxy start(URI behind) throws IOException {
    return new CountingProxy(behind);
  }

  URI endpoint() {
    return URI.create("http://" + server.address());
  }

  /** What was asked since this was asked last. */
  synchronized List<Asked> taken() {
    List<Asked> taken = List.copyOf(asked);
    asked.clear();
    return taken;
  }

  private PlainServer.Reply forward(PlainServer.Call call)
      throws IOException, InterruptedException {
    ObjectNode body = Json.mapper().readValue(call.body().array(), ObjectNode.class);
    body.put("ReturnConsumedCapacity", "TOTAL");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(call.path()))
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
    call.headers().entrySet().stream()
        .filter(header -> !NOT_FORWARDED.contains(header.getKey()))
        .forEach(header -> request.header(header.getKey(), header.getValue()));
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    note(call.headers().get(TARGET), response.body());
    Map<String, String> headers = new TreeMap<>();
    response.headers().map().entrySet().stream()
        .filter(header -> !NOT_FORWARDED.contains(header.getKey()))
        .filter(header -> !header.getKey().startsWith(":"))
        .forEach(header -> headers.put(header.getKey(), header.getValue().get(0)));
    return new PlainServer.Reply(response.statusCode(), headers, new Bytes(response.body()));
  }

  private synchronized void note(String target, byte[] answer) throws IOException {
    double units =
        Json.mapper().readTree(answer).findValues("ConsumedCapacity").stream()
            .mapToDouble(CountingProxy::units)
            .sum();
    asked.add(new Asked(target.substring(target.indexOf('.') + 1), units));
  }

  /** One for the table, or a list of one per table. */
  private static double units(JsonNode consumed) {
    return consumed.findValues("CapacityUnits").stream().mapToDouble(JsonNode::asDouble).sum();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
