package io.metaflows.api.tls;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.tls.TestingTlsResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Keys from an issuer that cannot be trusted are no keys. */
@QuarkusTest
@WithTestResource(
    value = TestingTlsResource.class,
    initArgs = {
      @ResourceArg(name = "host", value = "127.0.0.1"),
      @ResourceArg(name = "trusted", value = "false"),
      @ResourceArg(name = "keys", value = "url")
    })
class TlsUntrustedKeysApiTest extends TlsSuite {

  @Test
  void nobodyIsLetIn() {
    for (Api request :
        new Api[] {document("GET"), document("POST"), run("{\"module\":\"hangup\"}")}) {
      Reply reply = request.send();
      assertError(
          reply,
          503,
          "auth_unreachable",
          "{\"message\":\"the keys of the token's issuer could not be fetched\"}");
      assertThat(reply.header("Retry-After")).isEqualTo("1");
    }
    assertThat(telephony.asked(account)).isZero();
  }
}
