package io.metaflows.api.requests;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the native executable. */
@QuarkusIntegrationTest
class RequestGuardsApiIT extends RequestGuardsApiTest {}
