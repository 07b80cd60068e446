package io.metaflows.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of an HTTP answer.
 *
 * @param keepsConnection whether another answer can follow on the same connection
 */
record DynamoDbAnswer(byte[] bytes, boolean keepsConnection) {

  static final DynamoDbAnswer NO_TABLE = error(400, "ResourceNotFoundException", "");

  static DynamoDbAnswer http(int status, byte[] body) {
    byte[] head =
        ("HTTP/1.1 "
                + status
                + " Generated\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return new DynamoDbAnswer(whole, true);
  }

  static DynamoDbAnswer json(int status, String body) {
    return http(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * An error of DynamoDB.
   *
   * @param more further members of its body, each after a comma
   */
  static DynamoDbAnswer error(int status, String code, String more) {
    return json(
        status,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
            + code
            + "\",\"message\":\"generated\""
            + more
            + "}");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DynamoDbAnswer answer && Arrays.equals(bytes, answer.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.substring(0, Math.min(text.length(), 2_000));
  }
}
