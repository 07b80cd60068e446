package io.metaflows.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.metaflows.channels.DryRun;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The query parameter {@code dry_run} (docs/triggers.md#dry-run). A name that only looks like it is
 * refused wherever it stands: its sender does not expect the request to act.
 */
final class DryRunParameter {

  private static final String NAME = "dry_run";
  private static final String SEND_IT =
      "to try a request without effect, send dry_run=true in the query";

  private DryRunParameter() {}

  static DryRun read(ApiRequest request, RequestEnvelope envelope) {
    for (QueryString.Parameter parameter : QueryString.parameters(request.query())) {
      if (!parameter.name().equals(NAME) && isLike(parameter.name())) {
        throw refused(parameter.name(), TextNode.valueOf(parameter.value()));
      }
    }
    refuseIn(envelope.root());
    refuseIn(envelope.data());
    return value(request);
  }

  private static void refuseIn(ObjectNode object) {
    object
        .properties()
        .forEach(
            property -> {
              if (isLike(property.getKey())) {
                throw refused(property.getKey(), property.getValue());
              }
            });
  }

  /** Two different values are refused. */
  private static DryRun value(ApiRequest request) {
    List<String> sent = QueryString.all(request.query(), NAME).stream().distinct().toList();
    if (sent.isEmpty()) {
      return DryRun.NO;
    }
    return Optional.of(sent)
        .filter(values -> values.size() == 1)
        .flatMap(values -> DryRun.parse(values.get(0)))
        .orElseThrow(
            () ->
                new ErrorResponseException(
                    ErrorResponse.invalidParameter(
                        NAME,
                        "dry_run is true or false",
                        TextNode.valueOf(String.join(", ", sent)))));
  }

  private static boolean isLike(String name) {
    return name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT).equals("dryrun");
  }

  private static ErrorResponseException refused(String name, JsonNode value) {
    return new ErrorResponseException(ErrorResponse.invalidParameter(name, SEND_IT, value));
  }
}
