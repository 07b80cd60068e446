package io.metaflows.testing.kazoo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.network.TestingLine;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A switch that answers what a test says and counts what it is asked, at the end of a line that can
 * be cut. What a test did not say is 404. It keeps no connection open: what becomes of kept ones is
 * not a matter of the API.
 */
public final class TestingKazoo implements AutoCloseable {

  private static final String KAZOOS_404 = error(404, "bad_identifier", "{}");

  private final WireMockServer server;
  private final TestingLine line;

  private TestingKazoo(WireMockServer server) {
    this.server = server;
    this.line = TestingLine.to(server.port());
    reset();
  }

  public static TestingKazoo start() {
    WireMockServer server =
        new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1").containerThreads(40));
    server.start();
    return new TestingKazoo(server);
  }

  public String url() {
    return "http://127.0.0.1:" + line.port();
  }

  /** Where it listens itself, without the line. */
  public int port() {
    return server.port();
  }

  public TestingLine line() {
    return line;
  }

  /** Forgets what it was told and asked. */
  public void reset() {
    server.resetAll();
    server.stubFor(any(anyUrl()).atPriority(10).willReturn(says(404, KAZOOS_404)));
    line.up();
  }

  /** A live call of a user on a device: both are known, and a PUT is taken. */
  public void live(String account, String call, String description) {
    onGet(account, call, says(200, success(description)));
    onPut(account, call, says(201, success("\"metaflow sent\"")));
  }

  /** A live call of nobody in particular. */
  public void live(String account, String call) {
    live(account, call, "{\"call_id\":\"" + call + "\"}");
  }

  public void onGet(String account, String call, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(path(account, call))).willReturn(answer));
  }

  public void onPut(String account, String call, ResponseDefinitionBuilder answer) {
    server.stubFor(put(urlEqualTo(path(account, call))).willReturn(answer));
  }

  /** What the authority of mode kazoo is asked. */
  public void onRights(String account, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(rights(account))).willReturn(answer));
  }

  public int rightsAsked(String account) {
    return server.findAll(getRequestedFor(urlEqualTo(rights(account)))).size();
  }

  public List<LoggedRequest> rightsRequests(String account) {
    return server.findAll(getRequestedFor(urlEqualTo(rights(account))));
  }

  private static String rights(String account) {
    return "/v2/accounts/" + account + "/metaflows";
  }

  public static String path(String account, String call) {
    return "/v2/accounts/"
        + account
        + "/channels/"
        + URLEncoder.encode(call, StandardCharsets.UTF_8).replace("*", "%2A");
  }

  /** How often it was asked for channels of the account. */
  public int gets(String account) {
    return server.findAll(getRequestedFor(urlPathMatching(channels(account)))).size();
  }

  /** How often it was told to run something on channels of the account. */
  public int puts(String account) {
    return putRequests(account).size();
  }

  /** In the order in which they came. */
  public List<LoggedRequest> putRequests(String account) {
    return server.findAll(putRequestedFor(urlPathMatching(channels(account))));
  }

  public List<LoggedRequest> getRequests(String account) {
    return server.findAll(getRequestedFor(urlPathMatching(channels(account))));
  }

  /** All that it was asked about an account. */
  public int asked(String account) {
    return server
        .findAll(anyRequestedFor(urlPathMatching("/v2/accounts/" + account + "/.*")))
        .size();
  }

  /** The envelope of the only PUT for the account. */
  public JsonNode onlyPut(String account) {
    List<LoggedRequest> puts = putRequests(account);
    if (puts.size() != 1) {
      throw new AssertionError(puts.size() + " PUTs in place of one: " + puts);
    }
    try {
      return Json.mapper().readTree(puts.get(0).getBody());
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + puts.get(0).getBodyAsString(), e);
    }
  }

  private static String channels(String account) {
    return "/v2/accounts/" + account + "/channels/.*";
  }

  public static ResponseDefinitionBuilder says(int status, String body) {
    return says(status, "application/json", body);
  }

  public static ResponseDefinitionBuilder says(int status, String contentType, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", contentType)
        .withHeader("Connection", "close")
        .withBody(body);
  }

  public static String success(String data) {
    return "{\"data\":" + data + ",\"status\":\"success\",\"request_id\":\"r\",\"node\":\"n\"}";
  }

  public static String error(int status, String message, String data) {
    return "{\"data\":%s,\"error\":\"%d\",\"message\":\"%s\",\"status\":\"error\"}"
        .formatted(data, status, message);
  }

  @Override
  public void close() {
    line.close();
    server.stop();
  }
}
