package io.metaflows.api.events;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the native executable. */
@QuarkusIntegrationTest
class SendersApiIT extends SendersApiTest {}
