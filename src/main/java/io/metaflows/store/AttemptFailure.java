package io.metaflows.store;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What is known about a write after one attempt has failed. In doubt it is {@link #UNKNOWN}. */
enum AttemptFailure {
  /** Nothing was written, and sending it again may help. */
  NOT_WRITTEN,
  /** Nothing was written, and sending it again cannot help: no such table, no right, no key. */
  POINTLESS,
  /** Nothing was written, and the request itself is wrong: a fault of this service. */
  INVALID,
  /** Nothing was written, because the item would be larger than DynamoDB allows. */
  TOO_LARGE,
  /** It may have been written, or may still be. */
  UNKNOWN;

  static AttemptFailure of(SdkException e) {
    return e instanceof AwsServiceException answer ? ofAnswer(answer) : ofSending(e);
  }

  private static AttemptFailure ofAnswer(AwsServiceException answer) {
    if (answer.isThrottlingException()
        || answer.isClockSkewException()
        || answer instanceof TransactionConflictException) {
      return NOT_WRITTEN;
    }
    if (codeOf(answer).equals("ValidationException")) {
      return isAboutSize(answer) ? TOO_LARGE : INVALID;
    }
    if (answer.statusCode() < 400 || answer.statusCode() >= 500) {
      return UNKNOWN;
    }
    // Without a code it comes from a proxy on the way, or its body was damaged.
    return codeOf(answer).isEmpty() ? NOT_WRITTEN : POINTLESS;
  }

  /** DynamoDB has no code of its own for this. */
  private static boolean isAboutSize(AwsServiceException answer) {
    return String.valueOf(answer.awsErrorDetails().errorMessage()).contains("Item size");
  }

  private static AttemptFailure ofSending(SdkException e) {
    if (isAboutCredentials(e)) {
      return POINTLESS;
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (isBeforeSending(cause)) {
        return NOT_WRITTEN;
      }
    }
    return UNKNOWN;
  }

  /** No connection was opened. The JDK has one class for both timeouts; only the text differs. */
  private static boolean isBeforeSending(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || cause instanceof SSLHandshakeException
        || (cause instanceof SocketTimeoutException
            && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("connect"));
  }

  /** The SDK found no credentials, before it built a request. It has no class for that. */
  private static boolean isAboutCredentials(SdkException e) {
    return e.getCause() == null && String.valueOf(e.getMessage()).contains("credentials");
  }

  /**
   * The failure as it may be logged. A message is left out where it could quote an answer, because
   * an answer can contain a document.
   */
  static String describe(SdkException e) {
    if (e instanceof AwsServiceException answer) {
      String code = codeOf(answer).isEmpty() ? "an error without a code" : codeOf(answer);
      return code + " (status " + answer.statusCode() + ", " + answer.requestId() + ")";
    }
    if (isAboutCredentials(e)) {
      return e.getMessage();
    }
    StringBuilder classes = new StringBuilder(e.getClass().getSimpleName());
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      classes.append(" < ").append(cause.getClass().getSimpleName());
    }
    return classes.toString();
  }

  private static String codeOf(AwsServiceException answer) {
    return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
        ? ""
        : answer.awsErrorDetails().errorCode();
  }
}
