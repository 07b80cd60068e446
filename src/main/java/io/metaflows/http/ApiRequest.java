package io.metaflows.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, whoever brought it: a Lambda event or the local server.
 *
 * @param method as sent, in capitals
 * @param segments of the path, decoded exactly once before they come here and never again; a
 *     trailing slash leaves no empty segment
 * @param query the raw query string, without {@code ?}; empty where there is none
 * @param headers by lower-case name; the values of a repeated header are joined by commas
 * @param body the bytes that were sent; empty where there are none
 * @param bodyFault why the body could not be decoded on its way here; empty if it could be
 * @param traces names that others have for this request, for the log: name to id
 */
public record ApiRequest(
    String method,
    List<String> segments,
    String query,
    Map<String, String> headers,
    byte[] body,
    Optional<String> bodyFault,
    Map<String, String> traces) {

  public ApiRequest {
    segments = List.copyOf(segments);
    headers = Map.copyOf(headers);
    traces = Map.copyOf(traces);
  }

  /** A request whose body came as it was sent. */
  public ApiRequest(
      String method,
      List<String> segments,
      String query,
      Map<String, String> headers,
      byte[] body,
      Map<String, String> traces) {
    this(method, segments, query, headers, body, Optional.empty(), traces);
  }

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }
}
