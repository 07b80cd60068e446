package io.metaflows.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What one of the events of events/senders/ is answered, after all those before it.
 *
 * @param event its name: the file's, without the ending
 * @param expected the answer's keys, and the status and the {@code data} of its body, or the
 *     beginning of an error's message
 */
public record ExpectedFromSender(String event, JsonNode expected) {

  /** All of them, in the order in which the events are to be sent. */
  public static List<ExpectedFromSender> all() {
    return TestingEvents.expected("senders-expected.json", ExpectedFromSender::new);
  }

  /** The event itself. */
  public JsonNode read() {
    return TestingEvents.read("senders/" + event);
  }

  /** Whether the function fails, so that the sender keeps the event. */
  public boolean fails() {
    return expected.has("message");
  }

  /** How the message of that failure begins. */
  public String message() {
    return expected.get("message").asText();
  }

  /** Fails where the answer is another one, or has the shape of another sender's. */
  public void assertIs(JsonNode answer) {
    assertThat(answer.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(keys());
    if (expected.has("status")) {
      assertThat(answer.get("statusCode").intValue()).as(answer.toString()).isEqualTo(status());
      assertThat(answer.get("isBase64Encoded").booleanValue()).isFalse();
      assertThat(body(answer).get("data")).isEqualTo(expected.get("data"));
      assertThat(contentType(answer)).isEqualTo("application/json");
    }
  }

  private int status() {
    return expected.get("status").intValue();
  }

  private List<String> keys() {
    return expected.get("keys").valueStream().map(JsonNode::asText).toList();
  }

  private static String contentType(JsonNode answer) {
    return answer.has("multiValueHeaders")
        ? answer.at("/multiValueHeaders/Content-Type/0").textValue()
        : answer.at("/headers/Content-Type").textValue();
  }

  private static JsonNode body(JsonNode answer) {
    try {
      return TestingEvents.MAPPER.readTree(answer.get("body").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return event;
  }
}
