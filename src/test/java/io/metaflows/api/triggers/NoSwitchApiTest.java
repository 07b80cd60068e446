package io.metaflows.api.triggers;

import static io.metaflows.testing.api.ApiAssertions.assertError;
import static io.metaflows.testing.api.ApiAssertions.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.dynamodb.TestingTable;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a Channels API, the channel route names the setting that is missing. */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
class NoSwitchApiTest {

  private static final String MISSING =
      "{\"message\":\"no Channels API is named in metaflows.channels.url"
          + " (METAFLOWS_CHANNELS_URL): nothing was sent\"}";

  TestingTable table;

  private final String account = fresh();
  private final String path = "/v2/accounts/" + account + "/channels/call-1";

  private static String envelope(String data) {
    return "{\"action\":\"metaflow\",\"data\":" + data + "}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"module\":\"hangup\"}", "{\"number\":\"9\"}", "{\"digits\":\"*1\"}"})
  void theMissingSettingIsNamed(String data) {
    assertError(Api.put(path, envelope(data)).send(), 502, "channels_unreachable", MISSING);
    assertError(
        Api.put(path, envelope(data)).query("dry_run=true").send(),
        502,
        "channels_unreachable",
        MISSING);
  }

  @Test
  void anIdempotencyKeyIsFreeAfterwards() {
    String sent = envelope("{\"module\":\"hangup\"}");
    for (int i = 0; i < 2; i++) {
      assertError(
          Api.put(path, sent).header("idempotency-key", "k").send(),
          502,
          "channels_unreachable",
          MISSING);
    }
    assertThat(table.keys(account)).isEmpty();
  }

  @Test
  void theRequestIsCheckedAllTheSame() {
    assertThat(Api.put(path, envelope("{\"module\":\"pivot\"}")).send().status()).isEqualTo(400);
    assertThat(Api.put(path, "{}").without("x-auth-token").send().status()).isEqualTo(401);
  }
}
