package io.metaflows.api.events;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.MappedDomain;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a custom domain's mapping, the path carries its key (docs/deploy.md#custom-domains). */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
@WithTestResource(MappedDomain.class)
class BasePathApiTest {

  private final String route = "/v2/accounts/" + fresh() + "/metaflows";

  @Test
  void withTheMappingAndWithoutItIsTheSameDocument() {
    String mapped = MappedDomain.BASE_PATH + route;
    assertThat(Api.post(mapped, "{\"listen_on\":\"peer\"}").send().status()).isEqualTo(200);

    assertThat(Api.get(mapped).send().data().path("listen_on").asText()).isEqualTo("peer");
    assertThat(Api.get(route).send().data().path("listen_on").asText()).isEqualTo("peer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/pbx", "/calls", "/pbx/calls/pbx/calls", "/PBX/calls", "/prod"})
  void anotherPathIsNotFound(String prefix) {
    assertError(Api.get(prefix + route).send(), 404, "not_found", "{\"message\":\"not found\"}");
  }
}
