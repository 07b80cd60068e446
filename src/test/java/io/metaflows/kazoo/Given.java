package io.metaflows.kazoo;

import io.metaflows.auth.Token;
import io.metaflows.channels.LiveChannel;
import io.metaflows.channels.Switch;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.testing.TestingSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What the tests of this package ask with. */
final class Given {

  static final AccountId ACCOUNT = new AccountId("5b7f9a3c2d1e4f60a1b2c3d4e5f60718");
  static final Token TOKEN = new Token("a-token", Token.Header.X_AUTH_TOKEN);
  static final Token BEARER = new Token("a-token", Token.Header.AUTHORIZATION_BEARER);
  static final CallId CALL = new CallId("call-1");

  private static final int LONG = TestingSettings.defaults().channels().answerLimit();

  private Given() {}

  static Switch.Target target(CallId call, Token token) {
    return new Switch.Target(ACCOUNT, call, token, "request-1");
  }

  static Switch.Target target() {
    return target(CALL, TOKEN);
  }

  static Deadline deadline() {
    return Deadline.in(Duration.ofSeconds(20));
  }

  /** Patient enough for a busy machine, and not more than a test can wait for. */
  static ChannelsApiSettings settings(String url, Duration read, int answerLimit) {
    return TestingSettings.with(
            "metaflows.channels.url",
            url,
            "metaflows.channels.connect-timeout",
            "2S",
            "metaflows.channels.read-timeout",
            read.toString(),
            "metaflows.channels.answer-limit",
            "" + answerLimit)
        .channels();
  }

  static Kazoo kazoo(ChannelsApiSettings settings) {
    return new Kazoo(settings, Optional.empty(), Clock.systemUTC());
  }

  static Kazoo kazoo(String url) {
    return kazoo(settings(url, Duration.ofSeconds(10), LONG));
  }

  /** Gives up after a short while. */
  static Kazoo hasty(String url) {
    return kazoo(settings(url, Duration.ofMillis(400), LONG));
  }

  static Metaflow hangup() {
    return Metaflow.of(Json.object().put("module", "hangup"));
  }

  /** A channel of which Kazoo names neither a device nor a user. */
  static LiveChannel live() {
    return new LiveChannel(ACCOUNT, Optional.empty(), Optional.empty());
  }

  static String success(String data) {
    return "{\"data\":" + data + ",\"status\":\"success\",\"request_id\":\"r\"}";
  }

  static String error(int status, String message, String data) {
    return "{\"data\":%s,\"error\":\"%d\",\"message\":\"%s\",\"status\":\"error\"}"
        .formatted(data, status, message);
  }
}
