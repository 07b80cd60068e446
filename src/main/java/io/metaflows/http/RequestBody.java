package io.metaflows.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.schema.Body;
import io.metaflows.schema.DocumentLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the body of a POST or PUT into its envelope (contract, sections 3 and 4). {@code curl -d}
 * says that it sends a form; what it sends is JSON, and is read as such, whatever characters are in
 * it.
 */
final class RequestBody {

  private static final Set<String> TAKEN_AS_JSON =
      Set.of("application/json", "application/x-json", "application/x-www-form-urlencoded");

  private final int mostBytes;
  private final DocumentLimits limits;

  /**
   * @param mostBytes of a body
   * @param limits of what is in it
   */
  RequestBody(int mostBytes, DocumentLimits limits) {
    this.mostBytes = mostBytes;
    this.limits = limits;
  }

  ObjectNode read(Request request) {
    if (!TAKEN_AS_JSON.contains(contentType(request).orElse("application/json"))) {
      throw new Refused(Problem.unsupportedMediaType());
    }
    if (request.body().length > mostBytes) {
      throw new Refused(Problem.tooLarge(mostBytes));
    }
    Body body = Body.read(request.body(), limits);
    if (body instanceof Body.Read read) {
      return read.envelope();
    }
    if (body instanceof Body.Refused refused) {
      throw new Refused(Problem.invalid(refused.failures()));
    }
    throw new Refused(Problem.dataMissing(Optional.empty()));
  }

  private static Optional<String> contentType(Request request) {
    return request
        .header("content-type")
        .map(header -> header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter(type -> !type.isEmpty());
  }
}
