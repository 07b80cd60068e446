package io.metaflows.api.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.auth.TestingTokens;
import io.metaflows.testing.tls.TestingTlsResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Production speaks nothing but TLS: here with whom the setting says is to be trusted. */
@QuarkusTest
@WithTestResource(
    value = TestingTlsResource.class,
    initArgs = {
      @ResourceArg(name = "host", value = "127.0.0.1"),
      @ResourceArg(name = "trusted", value = "true"),
      @ResourceArg(name = "keys", value = "url")
    })
class TlsApiTest extends TlsSuite {

  @Test
  void theDatabaseTheSwitchAndTheIssuersKeysAreReachedOverTls() {
    assertThat(document("POST").send().revision()).startsWith("1-");
    assertThat(document("GET").send().status()).isEqualTo(200);
    assertThat(run("{\"number\":\"9\"}").send().status()).isEqualTo(201);
    assertThat(run("{\"module\":\"hangup\"}").send().status()).isEqualTo(201);
    assertThat(telephony.puts(account)).isEqualTo(2);
  }

  @Test
  void aTokenThatIsNotOfTheKeysThereIsNone() {
    String forged = tokens.stranger().token(TestingTokens.claims(account));
    assertThat(document("GET").header("x-auth-token", forged).send().status()).isEqualTo(401);
  }
}
