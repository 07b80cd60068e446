package io.metaflows.kazoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsServer;
import io.metaflows.auth.Decision;
import io.metaflows.channels.RunResult;
import io.metaflows.channels.SwitchFailure;
import io.metaflows.testing.tls.TestingCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kazoo over https, with a certificate that is trusted or not. */
class KazooTlsTest {

  @TempDir Path folder;

  private final AtomicInteger asked = new AtomicInteger();
  private TestingCertificate certificate;
  private HttpsServer server;

  @BeforeEach
  void serve() throws Exception {
    certificate = TestingCertificate.in(folder);
    server =
        certificate.serve(
            exchange -> {
              asked.incrementAndGet();
              byte[] body = Given.success("{}").getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
              exchange.close();
            });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Kazoo kazoo(String host, Optional<SSLContext> tls) {
    return new Kazoo(
        Given.settings(
            "https://" + host + ":" + server.getAddress().getPort(),
            Duration.ofSeconds(10),
            10_000),
        tls,
        Clock.systemUTC());
  }

  private static RunResult run(Kazoo kazoo) {
    return kazoo.channels().run(Given.target(), Given.hangup(), Given.deadline());
  }

  @Test
  void aCertificateThatIsTrustedBySettingIsTaken() throws Exception {
    assertThat(run(kazoo("127.0.0.1", Optional.of(certificate.trust()))))
        .isEqualTo(RunResult.RunAccepted.INSTANCE);
  }

  @Test
  void aStrangersCertificateIsShownNoToken() {
    Kazoo kazoo = kazoo("127.0.0.1", Optional.empty());
    String how = "could not be reached by a trusted connection";
    assertThat(run(kazoo)).isEqualTo(new SwitchFailure.NotAsked(false, "the Channels API " + how));
    assertThat(kazoo.authority().decide(Given.TOKEN, Given.ACCOUNT, Given.deadline()))
        .isEqualTo(new Decision.AuthorityUnavailable("the authority " + how));
    assertThat(asked).hasValue(0);
  }

  @Test
  void aCertificateOfAnotherNameIsShownNoToken() throws Exception {
    assertThat(run(kazoo("localhost", Optional.of(certificate.trust()))))
        .isInstanceOf(SwitchFailure.NotAsked.class);
    assertThat(asked).hasValue(0);
  }
}
