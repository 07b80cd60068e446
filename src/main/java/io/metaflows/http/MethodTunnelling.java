package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * Refuses a request that names another method than its own: a POST that means DELETE must not
 * replace a document (docs/api.md#method-tunnelling).
 */
final class MethodTunnelling {

  private static final String VERB = "verb";

  private static final List<String> OVERRIDES =
      List.of("x-http-method-override", "x-http-method", "x-method-override");

  private MethodTunnelling() {}

  /** Looks in the query and in the headers. */
  static void refuse(ApiRequest request) {
    QueryString.all(request.query(), VERB)
        .forEach(verb -> requireSame(request, TextNode.valueOf(verb)));
    for (String name : OVERRIDES) {
      request
          .header(name)
          .ifPresent(method -> requireSame(request, TextNode.valueOf(method.strip())));
    }
  }

  /** Looks in the query, the headers, the envelope and its {@code data}. */
  static void refuse(ApiRequest request, ObjectNode envelope, ObjectNode data) {
    refuse(request);
    requireSame(request, envelope.path(VERB));
    requireSame(request, data.path(VERB));
  }

  private static void requireSame(ApiRequest request, JsonNode verb) {
    boolean absent = verb.isMissingNode() || verb.isNull();
    if (!absent && !verb.asText().equalsIgnoreCase(request.method())) {
      throw new ErrorResponseException(ErrorResponse.methodTunnelling(verb));
    }
  }
}
