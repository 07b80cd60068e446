package io.metaflows.api.documents;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the native executable. */
@QuarkusIntegrationTest
class DocumentsApiIT extends DocumentsApiTest {}
