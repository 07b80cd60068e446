package io.metaflows.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.schema.Body;
import io.metaflows.schema.DocumentLimits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the body of a POST or PUT as JSON (docs/api.md#requests). {@code curl -d} declares a form;
 * its body is read as JSON all the same, whatever characters are in it.
 */
public final class RequestBody {

  /** In the order in which they are named to a caller. */
  private static final List<String> TAKEN_AS_JSON =
      List.of("application/json", "application/x-json", "application/x-www-form-urlencoded");

  private final DocumentLimits limits;

  public RequestBody(DocumentLimits limits) {
    this.limits = limits;
  }

  ObjectNode read(ApiRequest request) {
    if (!TAKEN_AS_JSON.contains(contentType(request).orElse("application/json"))) {
      throw new ErrorResponseException(ErrorResponse.unsupportedMediaType(TAKEN_AS_JSON));
    }
    if (isEncoded(request)) {
      throw new ErrorResponseException(ErrorResponse.contentEncoding());
    }
    if (request.body().length > limits.body()) {
      throw new ErrorResponseException(ErrorResponse.tooLarge(limits.body()));
    }
    request
        .bodyFault()
        .ifPresent(
            fault -> {
              throw new ErrorResponseException(ErrorResponse.invalidJson(fault));
            });
    return Body.read(request.body(), limits)
        .fold(
            envelope -> envelope,
            () -> {
              throw new ErrorResponseException(ErrorResponse.dataMissing(Optional.empty()));
            },
            failures -> {
              throw new ErrorResponseException(ErrorResponse.invalid(failures));
            });
  }

  private static boolean isEncoded(ApiRequest request) {
    return request.body().length > 0
        && request
            .header("content-encoding")
            .map(String::strip)
            .filter(encoding -> !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity"))
            .isPresent();
  }

  private static Optional<String> contentType(ApiRequest request) {
    return request
        .header("content-type")
        .map(header -> header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .filter(type -> !type.isEmpty());
  }
}
