package io.metaflows.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What one of the events is answered, after all those before it, where nothing was stored at first
 * and the pretend switch has the examples' call.
 *
 * @param event its name: the file's, without the ending
 * @param message of an error; empty for a success
 */
public record ExpectedAnswer(String event, int status, Optional<String> message, JsonNode data) {

  /** All of them, in the order in which the events are to be sent. */
  public static List<ExpectedAnswer> all() {
    return TestingEvents.expected("events-expected.json", ExpectedAnswer::of);
  }

  private static ExpectedAnswer of(String event, JsonNode answer) {
    return new ExpectedAnswer(
        event,
        answer.get("status").asInt(),
        Optional.ofNullable(answer.get("message")).map(JsonNode::asText),
        answer.get("data"));
  }

  /** The file that is sent. */
  public Path file() {
    return Path.of("events", event + ".json");
  }

  /**
   * Fails where the answer is another one.
   *
   * @param envelope the body
   */
  public void assertIs(int actualStatus, JsonNode envelope) {
    assertThat(actualStatus).as(event + ": " + envelope).isEqualTo(status);
    assertThat(envelope.path("status").asText()).isEqualTo(message.isEmpty() ? "success" : "error");
    assertThat(envelope.path("message").asText()).isEqualTo(message.orElse(""));
    assertThat(envelope.path("data")).isEqualTo(data);
  }

  @Override
  public String toString() {
    return event;
  }
}
