package io.metaflows.api.tls;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the native executable. */
@QuarkusIntegrationTest
class TlsApiIT extends TlsApiTest {}
