package io.metaflows.api.tls;

import io.metaflows.testing.tls.TestingTlsResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A certificate that is trusted, but names another host, is refused. */
@QuarkusTest
@WithTestResource(
    value = TestingTlsResource.class,
    initArgs = {
      @ResourceArg(name = "host", value = "localhost"),
      @ResourceArg(name = "trusted", value = "true"),
      @ResourceArg(name = "keys", value = "text")
    })
class TlsWrongNameApiTest extends TlsSuite {

  @Test
  void aCertificateOfAnotherHostIsRefused() {
    assertNobodyIsTrusted();
  }
}
