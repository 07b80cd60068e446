package io.metaflows.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.tls.TestingCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fetch of keys ends by the deadline, however slowly the server sends its response. No server
 * here ever ends its response, so that without the deadline a test runs into its timeout.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeysUrlDeadlineTest {

  private static final Duration TIME = Duration.ofMillis(400);

  @TempDir static Path folder;
  private static TestingCertificate certificate;

  @BeforeAll
  static void certificate() throws Exception {
    certificate = TestingCertificate.in(folder);
  }

  static Stream<Arguments> slowResponses() {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    return Stream.of(
        arguments("a head that drips", "HTTP/1.1 200 OK\r\nX-Drip: ", "x"),
        arguments("a status line that drips", "", "H"),
        arguments("headers that drip", head, "X-Drip: x\r\n"),
        arguments("a body that drips", head + "Content-Length: 100000\r\n\r\n{", " "),
        arguments(
            "a chunked body that drips", head + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
        arguments("a body without a length that drips", head + "\r\n", " "),
        arguments("a body that stops", head + "Content-Length: 100000\r\n\r\n{", ""),
        arguments("a redirect that drips", "HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", " "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("slowResponses")
  void aSlowResponseEndsByTheDeadline(String name, String atOnce, String drop) throws Exception {
    try (DrippingServer server =
        new DrippingServer(certificate.shown().getServerSocketFactory(), atOnce, drop)) {
      assertEnds(server);
      assertThat(drop.isEmpty() || server.clientLeaves()).as("the connection is closed").isTrue();
    }
  }

  @Test
  void aSlowTlsHandshakeEndsByTheDeadline() throws Exception {
    // The header of a TLS record of 16 KiB, which then drips.
    try (DrippingServer server =
        new DrippingServer(ServerSocketFactory.getDefault(), "\u0016\u0003\u0003@\u0000", "x")) {
      assertEnds(server);
      assertThat(server.clientLeaves()).as("the connection is closed").isTrue();
    }
  }

  /** On Java 17 a client cannot be closed, and keeps a connection whose response it cannot read. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aResponseThatIsNotHttpLeavesNoConnectionOpen() throws Exception {
    try (DrippingServer server =
        new DrippingServer(certificate.shown().getServerSocketFactory(), "SSH-2.0-x\r\n", "x")) {
      KeysUrl keys = new KeysUrl(URI.create(url(server)), Optional.of(certificate.trust()));
      assertThatThrownBy(() -> keys.fetch(Deadline.in(Duration.ofSeconds(10))))
          .isInstanceOf(IOException.class);
      assertThat(server.clientLeaves()).isTrue();
    }
  }

  private static void assertEnds(DrippingServer server) throws Exception {
    KeysUrl keys = new KeysUrl(URI.create(url(server)), Optional.of(certificate.trust()));
    assertThatThrownBy(() -> keys.fetch(Deadline.in(TIME))).isInstanceOf(IOException.class);
  }

  @Test
  void aRequestWithAKeyUrlThatDripsIsAnswered() throws Exception {
    Token token = new Token(Jwt.KAZOO.token(Jwt.good()), Token.Header.X_AUTH_TOKEN);
    try (DrippingServer server =
        new DrippingServer(
            certificate.shown().getServerSocketFactory(), "HTTP/1.1 200 OK\r\nX-Drip: ", "x")) {
      JwtAuthority authority =
          new JwtAuthority(
              Jwt.settings(url(server).toString()),
              Clock.systemUTC(),
              Optional.of(certificate.trust()));
      assertThat(authority.decide(token, new AccountId("account-1"), Deadline.in(TIME)))
          .isEqualTo(
              new Decision.AuthorityUnavailable(
                  "the keys of the token's issuer could not be fetched"));
    }
  }

  private static String url(DrippingServer server) {
    return "https://127.0.0.1:" + server.port() + "/jwks.json";
  }
}
