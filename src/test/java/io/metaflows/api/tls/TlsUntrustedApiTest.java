package io.metaflows.api.tls;

import io.metaflows.testing.tls.TestingTlsResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Where the certificate is not one of the built-in authorities, nobody is shown anything. */
@QuarkusTest
@WithTestResource(
    value = TestingTlsResource.class,
    initArgs = {
      @ResourceArg(name = "host", value = "127.0.0.1"),
      @ResourceArg(name = "trusted", value = "false"),
      @ResourceArg(name = "keys", value = "text")
    })
class TlsUntrustedApiTest extends TlsSuite {

  @Test
  void aStrangersCertificateIsRefused() {
    assertNobodyIsTrusted();
  }
}
