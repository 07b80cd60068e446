package io.metaflows.http;

import io.metaflows.auth.Token;
import io.metaflows.metaflow.Deadline;
import java.util.Optional;
import java.util.UUID;

/**
 * A request on its way through: what every answer to it repeats, and when it has to be answered.
 *
 * @param requestId the caller's {@code X-Request-ID} if it is 1 to 128 visible ASCII characters,
 *     else 32 random hex digits (contract, section 3)
 * @param token the token that was sent, echoed in every envelope but a 401's
 */
record Exchange(Request request, String requestId, Optional<Token> token, Deadline deadline) {

  private static final int LONGEST_REQUEST_ID = 128;

  static String requestIdOf(Request request) {
    return request.header("x-request-id").filter(Exchange::isRequestId).orElseGet(Exchange::newId);
  }

  private static boolean isRequestId(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_REQUEST_ID && isVisibleAscii(text);
  }

  static boolean isVisibleAscii(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
