package io.metaflows.api.authentication;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the native executable. */
@QuarkusIntegrationTest
class KazooAuthApiIT extends KazooAuthApiTest {}
