package io.metaflows.api.events;

import io.metaflows.local.PretendSwitch;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.Api.Reply;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.kazoo.TestingKazoo;
import io.metaflows.testing.kazoo.TestingKazooResource;
import io.metaflows.testing.lambda.ExpectedAnswer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
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
  }
}
