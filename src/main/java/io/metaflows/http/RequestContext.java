package io.metaflows.http;

import io.metaflows.auth.Token;
import io.metaflows.auth.TokenHeaders;
import io.metaflows.metaflow.Deadline;
import java.util.Optional;
import java.util.UUID;

/**
 * One request while it is being answered: what every response to it repeats, and its deadline.
 *
 * @param requestId the caller's {@code X-Request-ID} if it is 1 to 128 visible ASCII characters,
 *     else 32 random hexadecimal digits
 * @param token the token that was sent; empty for none, for two different ones, and for a text that
 *     cannot be a token
 */
record RequestContext(
    ApiRequest request, String requestId, Optional<Token> token, Deadline deadline) {

  private static final int LONGEST_REQUEST_ID = 128;

  static RequestContext of(ApiRequest request, Deadline deadline) {
    return new RequestContext(request, requestId(request), tokenOf(request), deadline);
  }

  private static String requestId(ApiRequest request) {
    return request
        .header("x-request-id")
        .filter(RequestContext::isRequestId)
        .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""));
  }

  private static boolean isRequestId(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_REQUEST_ID
        && text.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private static Optional<Token> tokenOf(ApiRequest request) {
    return TokenHeaders.read(
            request.header("x-auth-token").stream().toList(),
            request.header("authorization").stream().toList())
        .presentToken();
  }
}
