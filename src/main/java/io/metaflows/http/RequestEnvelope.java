package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The envelope of a POST or PUT (docs/api.md#responses).
 *
 * @param root as it was sent
 * @param data its {@code data}
 */
record RequestEnvelope(ObjectNode root, ObjectNode data) {

  /**
   * Reads the body of a request and checks, in this order, content type, size, JSON, {@code data}
   * and {@code verb}.
   */
  static RequestEnvelope read(ApiRequest request, RequestBody bodies) {
    ObjectNode root = bodies.read(request);
    JsonNode data = root.get("data");
    if (data == null || data.isNull()) {
      throw new ErrorResponseException(ErrorResponse.dataMissing(Optional.of(root)));
    }
    if (!(data instanceof ObjectNode object)) {
      throw new ErrorResponseException(ErrorResponse.dataNotObject(data));
    }
    MethodTunnelling.refuse(request, root, object);
    return new RequestEnvelope(root, object);
  }
}
