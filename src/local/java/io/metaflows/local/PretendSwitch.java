package io.metaflows.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/**
 * A small simulated Channels API for a machine without a switch. It has two live calls of one
 * account, and the call of the examples in openapi.yaml and events/. It speaks HTTP like Kazoo,
 * refuses what Kazoo refuses, and logs one line for each step that it runs. A call that was hung up
 * is live again after {@code POST /pretend/restart}.
 */
public final class PretendSwitch implements AutoCloseable {

  public static final String ACCOUNT = "demo";

  /** A call of the user {@code alice} on the device {@code alice-desk-phone}. */
  public static final String DESK_CALL = "demo-desk-7f3a@192.0.2.10";

  /** A call of the user {@code bob} on the device {@code bob-mobile}. */
  public static final String MOBILE_CALL = "demo-mobile-c41d@192.0.2.10";

  /** The account of the examples in openapi.yaml and in events/. */
  public static final String EXAMPLE_ACCOUNT = "4d2a61f6a1b14d0a8ae0a6d5e5f7c001";

  /** The call of the examples, of their user on their device. */
  public static final String EXAMPLE_CALL = "dc3a4b8e-2b1f-4c52-9d3f-5c7d9a5e2f10";

  private static final String EXAMPLE_USER = "7f0c3a52d94e4b7c9f1d2e6a8b5c4d10";
  private static final String EXAMPLE_DEVICE = "c9e1f0a7b36d4528a4417be2d05f6a33";

  private static final Logger LOG = Logger.getLogger(PretendSwitch.class);

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<Leg, DemoCall> calls = new LinkedHashMap<>();
  private final List<Ran> ran = new CopyOnWriteArrayList<>();

  /**
   * One step of a metaflow that was run.
   *
   * @param step in words: {@code blind transfer to 1234}
   */
  public record Ran(String callId, String step) {}

  /** The key of a call. */
  record Leg(String account, String callId) {}

  private PretendSwitch(HttpServer server, ExecutorService threads, Clock clock) {
    this.server = server;
    this.threads = threads;
    calls.put(
        new Leg(ACCOUNT, DESK_CALL),
        new DemoCall(DESK_CALL, "alice", "alice-desk-phone", "1001", "+15550100", clock.instant()));
    calls.put(
        new Leg(ACCOUNT, MOBILE_CALL),
        new DemoCall(MOBILE_CALL, "bob", "bob-mobile", "1002", "+15550199", clock.instant()));
    calls.put(
        new Leg(EXAMPLE_ACCOUNT, EXAMPLE_CALL),
        new DemoCall(
            EXAMPLE_CALL, EXAMPLE_USER, EXAMPLE_DEVICE, "1003", "+15550123", clock.instant()));
  }

  /**
   * Starts it.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port is taken
   */
  public static PretendSwitch start(String host, int port) throws IOException {
    // Without this property every second answer on a kept-alive connection is 40 ms late.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "pretend-switch");
              thread.setDaemon(true);
              return thread;
            });
    Clock clock = Clock.systemUTC();
    PretendSwitch pretend = new PretendSwitch(server, threads, clock);
    server.setExecutor(threads);
    server.createContext("/", new PretendApi(pretend.calls, pretend::ran, clock)::handle);
    server.start();
    return pretend;
  }

  /** The value for {@code metaflows.channels.url}. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    String host =
        address.getAddress().isAnyLocalAddress()
            ? "localhost"
            : address.getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** The calls of {@link #ACCOUNT}, one line each: id, user and device. */
  List<String> demoCalls() {
    return calls.entrySet().stream()
        .filter(call -> call.getKey().account().equals(ACCOUNT))
        .map(call -> "%-29s %s".formatted(call.getKey().callId(), call.getValue().parties()))
        .toList();
  }

  /** The steps that were run since the start, in their order. */
  public List<Ran> ran() {
    return List.copyOf(ran);
  }

  private void ran(String callId, String step) {
    ran.add(new Ran(callId, step));
    LOG.infof("The pretend switch runs on %s: %s", callId, step);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
