package io.metaflows.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/** The result of one request to Kazoo. */
sealed interface KazooReply {

  /** The value that belongs to this result: one function for each alternative. */
  <T> T fold(Function<KazooAnswer, T> answered, Function<KazooSilence, T> failed);

  /**
   * An HTTP answer.
   *
   * @param envelope Kazoo's envelope; empty where the body is anything else, or is too long
   */
  record KazooAnswer(int status, Optional<ObjectNode> envelope) implements KazooReply {

    boolean isSuccess() {
      return status >= 200 && status < 300 && hasStatus("success");
    }

    /** Whether it is an error of Kazoo itself, not of a server in front of it. */
    boolean isKazooError() {
      return hasStatus("error") && text("message").isPresent();
    }

    /** What Kazoo itself says about an error; empty where it says nothing. */
    String message() {
      return text("message").orElse("");
    }

    /** The envelope's {@code data}; missing where there is none. */
    JsonNode data() {
      return envelope.map(e -> e.path("data")).orElse(MissingNode.getInstance());
    }

    private boolean hasStatus(String word) {
      return text("status").filter(word::equals).isPresent();
    }

    private Optional<String> text(String key) {
      return envelope.map(e -> e.path(key).textValue());
    }

    @Override
    public <T> T fold(Function<KazooAnswer, T> answered, Function<KazooSilence, T> failed) {
      return answered.apply(this);
    }
  }

  /**
   * No answer, or none that is HTTP.
   *
   * @param tooSlow whether time ran out; otherwise something failed
   * @param sent whether a part of the request may have been sent
   * @param retryable whether a request that changes nothing may be sent again
   * @param reason for a caller, to follow the name of the server; holds no address and no token
   */
  record KazooSilence(boolean tooSlow, boolean sent, boolean retryable, String reason)
      implements KazooReply {
    @Override
    public <T> T fold(Function<KazooAnswer, T> answered, Function<KazooSilence, T> failed) {
      return failed.apply(this);
    }
  }
}
