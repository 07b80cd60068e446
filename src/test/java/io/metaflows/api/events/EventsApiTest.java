package io.metaflows.api.events;

import static io.metaflows.testing.api.ApiAssertions.assertErrorEnvelope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.local.PretendSwitch;
import io.metaflows.project.OpenApi;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.metaflows.testing.lambda.ExpectedAnswer;
import io.metaflows.testing.lambda.TestingEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code sam local invoke -e} answers to each file of events/, sent one after the other: each
 * answer depends on what those before have stored.
 */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
@WithTestResource(TestingKazooResource.class)
class EventsApiTest {

  private static final OpenApi API = OpenApi.read();

  private static final String ALICE =
      "{\"owner_id\":\"alice\",\"authorizing_id\":\"alice-desk-phone\",\"authorizing_type\":\"device\"}";

  TestingKazoo telephony;

  static List<ExpectedAnswer> answers() {
    return ExpectedAnswer.all();
  }

  @BeforeEach
  void theDemoCallIsLive() {
    telephony.reset();
    telephony.live(PretendSwitch.ACCOUNT, PretendSwitch.DESK_CALL, ALICE);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void itIsAnsweredAsExpected(ExpectedAnswer expected) {
    Reply reply = Api.sendEvent(expected.file());
    expected.assertIs(reply.status(), reply.json());
    expected.message().ifPresent(m -> assertErrorEnvelope(reply, expected.status(), m));
    assertIsDescribed(expected.event(), reply);
  }

  /** A method or a path that there is not has no answer in openapi.yaml. */
  private static void assertIsDescribed(String event, Reply reply) {
    JsonNode http = TestingEvents.read(event).at("/requestContext/http");
    String method = http.get("method").asText();
    API.template(http.get("path").asText())
        .filter(template -> API.describes(method, template))
        .ifPresent(
            template ->
                assertThat(
                        API.objections(method, template, reply.status(), Optional.of(reply.json())))
                    .as(reply.text())
                    .isEmpty());
  }
}
