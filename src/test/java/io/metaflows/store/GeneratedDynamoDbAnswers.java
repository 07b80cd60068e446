package io.metaflows.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Answers that DynamoDB would never give: items that this service did not write, JSON of another
 * kind, and bytes that are no HTTP.
 */
final class GeneratedDynamoDbAnswers {

  private static final String KEYS = "\"pk\":{\"S\":\"A#generated\"},\"sk\":{\"S\":\"account\"}";

  /** Attributes of a document and of a record, as this service writes them. */
  private static final Map<String, String> GOOD =
      Map.ofEntries(
          Map.entry("doc", string("{\"digit_timeout\":500}")),
          Map.entry("n", "{\"N\":\"3\"}"),
          Map.entry("digest", string("0123456789abcdef0123456789abcdef")),
          Map.entry("writeId", string("another")),
          Map.entry("at", string("2026-01-01T00:00:00.000Z")),
          Map.entry("v", "{\"N\":\"1\"}"),
          Map.entry("fingerprint", string("fingerprint")),
          Map.entry("state", string("kept")),
          Map.entry("status", string("sent")),
          Map.entry("data", string("{\"metaflow\":{\"module\":\"hangup\"}}")),
          Map.entry("lease", "{\"M\":{\"id\":{\"S\":\"x\"},\"end\":{\"N\":\"1\"}}}"),
          Map.entry("expires", "{\"N\":\"1900000000\"}"));

  private static final List<String> BAD_VALUES =
      List.of(
          "{\"NULL\":true}",
          "{\"BOOL\":false}",
          "{\"B\":\"AAAA\"}",
          "{\"B\":\"no base64\"}",
          "{\"M\":{}}",
          "{\"M\":{\"id\":{\"NULL\":true},\"end\":{\"S\":\"soon\"}}}",
          "{\"M\":{\"end\":{\"N\":\"99999999999999999999999\"}}}",
          "{\"L\":[]}",
          "{\"SS\":[\"a\"]}",
          "{\"N\":\"0\"}",
          "{\"N\":\"-1\"}",
          "{\"N\":\"1.5\"}",
          "{\"N\":\"1e400\"}",
          "{\"N\":\"NaN\"}",
          "{\"N\":\"\"}",
          "{\"N\":\"999999999999999999\"}",
          "{\"N\":\"99999999999999999999999999999999999999\"}",
          "{\"N\":7}",
          "{\"S\":7}",
          "{\"S\":\"\"}",
          "{\"S\":\"running\"}",
          "{\"S\":\"a\\r\\nb: c\"}",
          "{\"S\":\"\\ud800\"}",
          "{\"S\":\"9999-12-31T23:59:59.999Z\"}",
          "{}",
          "null",
          "[]",
          "1e99999999999",
          "\"text\"",
          "{\"X\":\"unknown type\"}");

  private static final List<String> BAD_JSON =
      List.of(
          "not JSON",
          "[]",
          "null",
          "7",
          "\"text\"",
          "{\"a\":1",
          "{\"a\":1}}",
          "{\"digit_timeout\":1e99999999999}",
          "{\"digit_timeout\":1e999999999}",
          "{\"digit_timeout\":-1e-999999999}",
          "{\"a\":\"\ud800\"}",
          "{\"a\":\"\\udfff\"}",
          "{\"\\ud800\":1}",
          "{\"a\":" + "9".repeat(3_000) + "}",
          nested(998),
          nested(1_000),
          nested(1_001),
          nested(5_000),
          "{\"numbers\":[],\"patterns\":7,\"digit_timeout\":{}}",
          "");

  private static final List<String> ERRORS =
      List.of(
          "ProvisionedThroughputExceededException",
          "AccessDeniedException",
          "InternalServerError",
          "ItemCollectionSizeLimitExceededException",
          "TransactionConflictException",
          "RequestLimitExceeded",
          "Unheard0f",
          "");

  private static final List<String> NO_HTTP =
      List.of(
          "",
          "\r\n\r\n",
          "nonsense",
          "HTTP/1.1",
          "HTTP/1.1 abc OK\r\n\r\n",
          "HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}",
          "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nx-amz-crc32: many\r\ncontent-length: 2\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nx-amz-crc32: 1\r\ncontent-length: 2\r\n\r\n{}",
          "HTTP/1.1 204 No Content\r\n\r\n",
          "HTTP/1.1 301 Moved\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n",
          "HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nno colon\r\ncontent-length: 2\r\n\r\n{}",
          "<html><body>Bad Gateway</body></html>",
          "SSH-2.0-OpenSSH_9.2\r\n");

  private final Random random;

  GeneratedDynamoDbAnswers(Random random) {
    this.random = random;
  }

  DynamoDbAnswer next() {
    int kind = random.nextInt(100);
    if (kind < 50) {
      return DynamoDbAnswer.json(200, result());
    }
    if (kind < 75) {
      return DynamoDbAnswer.error(
          400,
          "ConditionalCheckFailedException",
          random.nextInt(8) == 0 ? "" : ",\"Item\":" + item());
    }
    if (kind < 80) {
      return DynamoDbAnswer.error(one(List.of(400, 413, 500, 503)), one(ERRORS), "");
    }
    if (kind < 88) {
      return DynamoDbAnswer.http(one(List.of(200, 200, 400)), damaged(result()));
    }
    if (kind < 94) {
      return DynamoDbAnswer.json(one(List.of(200, 200, 400, 500)), otherJson());
    }
    return new DynamoDbAnswer(one(NO_HTTP).getBytes(StandardCharsets.UTF_8), false);
  }

  /** The members of all operations' results at once: each reads its own. */
  private String result() {
    String item = item();
    String unprocessed =
        random.nextInt(40) == 0
            ? "{\"metaflows\":{\"Keys\":[" + one(List.of("{" + KEYS + "}", "{}", "null")) + "]}}"
            : "{}";
    return "{\"Item\":%1$s,\"Attributes\":%1$s,\"Responses\":{\"metaflows\":[%1$s]},\"UnprocessedKeys\":%2$s}"
        .formatted(item, unprocessed);
  }

  private String item() {
    if (random.nextInt(30) == 0) {
      return one(List.of("{}", "null", "[]", "7"));
    }
    StringBuilder item = new StringBuilder("{");
    item.append(random.nextInt(25) == 0 ? "\"pk\":" + one(BAD_VALUES) : KEYS);
    int spoilt = random.nextInt(4);
    for (Map.Entry<String, String> attribute : GOOD.entrySet()) {
      String value = attribute.getValue();
      if (random.nextInt(8) < spoilt) {
        int how = random.nextInt(3);
        if (how == 0) {
          continue;
        }
        value = how == 1 ? one(BAD_VALUES) : string(one(BAD_JSON));
      }
      item.append(",\"").append(attribute.getKey()).append("\":").append(value);
    }
    return item.append('}').toString();
  }

  /** Some bytes changed, or the end missing. */
  private byte[] damaged(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    if (random.nextBoolean()) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    for (int i = 0; i <= random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String otherJson() {
    return random.nextInt(3) == 0
        ? "{\"Item\":{\"doc\":{\"L\":["
            + "{\"L\":[".repeat(one(List.of(200, 2_000, 60_000)))
            + "]}}}"
        : one(BAD_JSON);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** An attribute of type string. Half surrogate pairs are escaped: they have no bytes. */
  private static String string(String text) {
    ObjectNode attribute = Json.object();
    String escaped = Json.text(attribute.put("S", text.replace("\ud800", "@half@")));
    return escaped.replace("@half@", "\\ud800");
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }
}
