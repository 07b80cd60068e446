package io.metaflows.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsServer;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.TestingClock;
import io.metaflows.testing.auth.TestingSigner;
import io.metaflows.testing.tls.TestingCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys are fetched over https, from the configured address only. */
@Timeout(60)
class KeysUrlTest {

  private static final TestingSigner KAZOO = TestingSigner.rsa("key-1", 2048);

  @TempDir Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private volatile HttpHandler handler = exchange -> answer(exchange, 200, KAZOO.set());
  private TestingCertificate certificate;
  private HttpsServer server;

  @BeforeEach
  void serve() throws Exception {
    certificate = TestingCertificate.in(folder);
    server =
        certificate.serve(
            exchange -> {
              asked.incrementAndGet();
              handler.handle(exchange);
            });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json";
  }

  private String fetch() throws Exception {
    return new KeysUrl(URI.create(url()), Optional.of(certificate.trust()))
        .fetch(Deadline.in(Duration.ofSeconds(10)));
  }

  @Test
  void aTokenIsVerifiedWithAKeyThatIsFetchedForIt() throws Exception {
    TestingClock clock = new TestingClock();
    JwtAuthority authority =
        new JwtAuthority(Jwt.settings(url()), clock, Optional.of(certificate.trust()));
    assertThat(asked).hasValue(0);
    Token token =
        new Token(
            KAZOO.token(
                "{\"iss\":\"kazoo\",\"account_id\":\"account-1\",\"exp\":"
                    + (clock.instant().getEpochSecond() + 60)
                    + "}"),
            Token.Header.X_AUTH_TOKEN);
    AccountId account = new AccountId("account-1");
    for (int i = 0; i < 3; i++) {
      assertThat(authority.decide(token, account, Deadline.in(Duration.ofSeconds(10))))
          .isEqualTo(Decision.ALLOWED);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void keysOfAServerThatIsNotTrustedAreNotTaken() {
    TestingClock clock = new TestingClock();
    JwtAuthority authority = new JwtAuthority(Jwt.settings(url()), clock, Optional.empty());
    Token token = new Token(KAZOO.token("{}"), Token.Header.X_AUTH_TOKEN);
    assertThat(
            authority.decide(
                token, new AccountId("account-1"), Deadline.in(Duration.ofSeconds(10))))
        .isEqualTo(
            new Decision.AuthorityUnavailable(
                "the keys of the token's issuer could not be fetched"));
    assertThat(asked).hasValue(0);
  }

  @Test
  void noRedirectIsFollowed() {
    handler =
        exchange -> {
          exchange.getResponseHeaders().set("Location", url() + "?elsewhere");
          answer(exchange, 302, KAZOO.set());
        };
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class).hasMessage("HTTP 302");
    assertThat(asked).hasValue(1);
  }

  @Test
  void anErrorsBodyIsNoKeySet() {
    handler = exchange -> answer(exchange, 500, KAZOO.set());
    assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
  }

  @Test
  void aBodyWithoutEndIsDroppedAtTheLimit() {
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write(new byte[8_192]);
          }
        };
    assertThatThrownBy(this::fetch)
        .isInstanceOf(IOException.class)
        .hasMessage("more than " + KeysUrl.MAX_BYTES + " bytes");
  }
}
