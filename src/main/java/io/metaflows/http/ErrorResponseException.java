package io.metaflows.http;

/** Ends a request with an error response; it never leaves this package. */
final class ErrorResponseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ErrorResponse response;

  ErrorResponseException(ErrorResponse response) {
    super(response.message(), null, false, false);
    this.response = response;
  }

  ErrorResponse response() {
    return response;
  }
}
