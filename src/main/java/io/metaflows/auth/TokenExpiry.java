package io.metaflows.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * When a token ends by its own words, which nobody has verified here: good for shortening the time
 * that a verified answer is believed, never for lengthening it.
 */
final class TokenExpiry {

  private static final long FAR = 253_402_300_799L; // the end of the year 9999

  private TokenExpiry() {}

  /** Empty where the token is no JWT, or says nothing of an end. */
  static Optional<Instant> of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode exp = Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[1])).path("exp");
      return exp.isNumber()
          ? Optional.of(Instant.ofEpochSecond((long) Math.max(0, Math.min(exp.doubleValue(), FAR))))
          : Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }
}
