package io.metaflows.kazoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What came of one request to Kazoo. */
sealed interface Exchange {

  /**
   * It answered.
   *
   * @param envelope Kazoo's envelope; empty where the body is anything else, or too long
   */
  record Answered(int status, Optional<ObjectNode> envelope) implements Exchange {

    boolean isSuccess() {
      return status >= 200 && status < 300 && says("success");
    }

    /** An error that Kazoo itself tells, and not something that stands before it. */
    boolean isKazoosError() {
      return says("error");
    }

    String message() {
      return envelope.map(e -> e.path("message").asText()).orElse("");
    }

    /** The envelope's {@code data}; missing where there is none. */
    JsonNode data() {
      return envelope.map(e -> e.path("data")).orElse(MissingNode.getInstance());
    }

    private boolean says(String word) {
      return envelope.filter(e -> e.path("status").asText().equals(word)).isPresent();
    }
  }

  /**
   * It did not, or nothing that is HTTP.
   *
   * @param timedOut it took too long; otherwise something broke
   * @param sent something of the request may have left
   * @param again a request that changes nothing is worth another try
   * @param how for a caller, after the name of who was asked; holds no address and no token
   */
  record Failed(boolean timedOut, boolean sent, boolean again, String how) implements Exchange {}
}
