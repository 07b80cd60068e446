package io.metaflows.api.triggers;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the native executable. */
@QuarkusIntegrationTest
class SwitchAnswersApiIT extends SwitchAnswersApiTest {}
