package io.metaflows.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.testing.api.Api;
import io.metaflows.testing.api.OpenMode;
import io.metaflows.testing.dynamodb.TestingDynamoDbResource;
import io.metaflows.testing.lambda.ExpectedFromSender;
import io.metaflows.testing.lambda.TestingEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sender of events gets its answer in its own shape (docs/api.md#events). */
@QuarkusTest
@WithTestResource(TestingDynamoDbResource.class)
@WithTestResource(OpenMode.class)
class SendersApiTest {

  static List<ExpectedFromSender> events() {
    return ExpectedFromSender.all();
  }

  @Test
  void noFileIsForgotten() {
    assertThat(events())
        .extracting(ExpectedFromSender::event)
        .containsExactlyInAnyOrderElementsOf(TestingEvents.ofOtherSenders());
  }

  /** A GET comes after the POST of the same sender, whose document it reads. */
  @ParameterizedTest
  @MethodSource("events")
  void itIsAnsweredInTheShapeOfItsSender(ExpectedFromSender expected) {
    JsonNode event = expected.read();
    if (expected.fails()) {
      assertThatThrownBy(() -> Api.invoke(event)).hasMessageContaining(expected.message());
    } else {
      expected.assertIs(Api.invoke(event));
    }
  }
}
