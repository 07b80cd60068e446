package io.metaflows.api.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Patience;
import io.metaflows.testing.auth.TestingTokens;
import io.metaflows.testing.lambda.TestingFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A configuration that lets everybody in, or that lacks a value it needs, fails in Lambda's init
 * phase, so that a deployment fails at once (docs/configuration.md#start-up-checks).
 */
class StartUpIT {

  private static final TestingTokens TOKENS = new TestingTokens();
  private static final String SECRET = "do-not-print-me";

  /**
   * @param environment name, value, name, value
   * @param named what its last words have to name
   */
  private record Refused(String what, List<String> environment, List<String> named) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Refused refused(String what, String named, String... environment) {
    return new Refused(what, List.of(environment), List.of(named.split(" ")));
  }

  static Stream<Refused> configurations() {
    String mode = "METAFLOWS_AUTH_MODE";
    String keys = "METAFLOWS_AUTH_JWT_KEYS";
    String url = "METAFLOWS_CHANNELS_URL";
    String good = TOKENS.kazoo().set();
    return Stream.of(
        refused("nothing", mode),
        refused("an unknown mode", "metaflows.auth.mode", mode, "everybody"),
        refused("open", mode, mode, "open"),
        refused("open, not under sam local", mode, mode, "open", "AWS_SAM_LOCAL", "false"),
        refused("jwt without keys", keys, mode, "jwt"),
        refused("keys that are no JSON", "metaflows.auth.jwt.keys", mode, "jwt", keys, SECRET),
        refused("keys cut off", "metaflows.auth.jwt.keys", mode, "jwt", keys, "{\"keys\":[{"),
        refused("a set of no keys", "metaflows.auth.jwt.keys", mode, "jwt", keys, "{\"keys\":[]}"),
        refused("keys by http", "metaflows.auth.jwt.keys", mode, "jwt", keys, "http://k.example/"),
        refused("kazoo without a URL", url, mode, "kazoo"),
        refused(
            "channels without a URL", url, mode, "jwt", keys, good, "METAFLOWS_SERVES", "channels"),
        refused("a URL that is none", "metaflows.channels.url", mode, "kazoo", url, "kazoo"),
        refused("another scheme", "metaflows.channels.url", mode, "kazoo", url, "ftp://k.example"),
        refused(
            "a URL with a password",
            "metaflows.channels.url",
            mode,
            "kazoo",
            url,
            "https://user:" + SECRET + "@k.example"),
        refused(
            "a trust store that is not there",
            "METAFLOWS_TLS_TRUST_STORE",
            mode,
            "jwt",
            keys,
            good,
            "METAFLOWS_TLS_TRUST_STORE",
            "/nowhere.p12"),
        refused(
            "a base path that is none",
            "metaflows.base-path METAFLOWS_BASE_PATH",
            mode,
            "jwt",
            keys,
            good,
            "METAFLOWS_BASE_PATH",
            "a b"),
        refused("all at once", mode + " " + url, "METAFLOWS_SERVES", "channels"),
        refused(
            "serves nonsense",
            "metaflows.serves",
            mode,
            "jwt",
            keys,
            good,
            "METAFLOWS_SERVES",
            "x"));
  }

  private static Map<String, String> map(List<String> namesAndValues) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      map.put(namesAndValues.get(i), namesAndValues.get(i + 1));
    }
    return map;
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void itRefusesToStartBeforeItAsksForAnEvent(Refused configuration) {
    try (TestingFunction executable = TestingFunction.start(map(configuration.environment()))) {
      assertThat(executable.exitCode()).as(executable.output()).isNotZero();
      assertThat(executable.polls()).isZero();
      assertThat(executable.output()).contains(configuration.named()).doesNotContain(SECRET);
    }
  }

  @Test
  void withWhatItNeedsItStarts() {
    Map<String, String> environment =
        Map.of("METAFLOWS_AUTH_MODE", "jwt", "METAFLOWS_AUTH_JWT_KEYS", TOKENS.kazoo().set());
    try (TestingFunction executable = TestingFunction.start(environment)) {
      Patience.until(() -> executable.polls() > 0 || !executable.isAlive());
      assertThat(executable.isAlive()).as(executable.output()).isTrue();
      assertThat(executable.send(Api.get("/nowhere")).status()).isEqualTo(404);
    }
  }
}
