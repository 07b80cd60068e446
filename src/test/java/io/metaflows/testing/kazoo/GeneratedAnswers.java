package io.metaflows.testing.kazoo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Answers of a server in Kazoo's place, made from a seed: envelopes, envelopes with one fault, and
 * what is not even HTTP. Each knows by how it was made whether it is Kazoo's envelope.
 */
public final class GeneratedAnswers {

  /** What a body is known to be. */
  public enum Kind {
    /** A success envelope, whose {@code data} is an object. */
    SUCCESS,
    /** An error envelope. */
    ERROR,
    /** Neither. */
    NONE,
    /** Bytes were changed by chance, so nothing is known of it. */
    CHANGED
  }

  /**
   * One answer.
   *
   * @param status of the answer; 0 where it is not HTTP
   * @param body without the head; empty where the answer is not HTTP
   * @param bytes as they are sent, with the head
   * @param lasting whether the connection can be used again
   */
  public record Answer(
      int status, Kind kind, String what, byte[] body, byte[] bytes, boolean lasting) {
    @Override
    public String toString() {
      String text = new String(bytes, StandardCharsets.UTF_8);
      return what + " " + kind + " " + text.substring(0, Math.min(400, text.length()));
    }
  }

  private record Body(Kind kind, String what, byte[] bytes) {
    static Body of(Kind kind, String what, String text) {
      return new Body(kind, what, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static final List<Integer> STATUSES =
      List.of(
          200, 200, 200, 200, 201, 201, 202, 204, 206, 299, 301, 302, 304, 307, 400, 400, 401, 402,
          403, 404, 404, 405, 407, 408, 409, 413, 418, 422, 429, 451, 499, 500, 502, 503, 504, 599,
          600, 999);

  private static final List<String> VALUES =
      List.of(
          "1",
          "-0",
          "0.1e-7",
          "1e300",
          "12345678901234567890.5",
          "true",
          "null",
          "\"\"",
          "[]",
          "{}",
          "\"\\u00e4\\ud83d\\ude00\"",
          "\"\u00e4\u2028\"",
          "[[1,2],{\"a\":[]}]",
          "{\"owner_id\":\"a\",\"owner_id\":\"b\"}");

  private static final List<String> UNREADABLE =
      List.of(
          "1e99999999999",
          "-1e99999999999",
          "1e400",
          "1e-99999999999",
          "9".repeat(1_001),
          "NaN",
          "Infinity",
          "01",
          "+1",
          "0x1",
          "'a'",
          "undefined",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "{\"\\ud800\":1}",
          "\"\\x\"",
          "\"\n\"",
          "\"open",
          "[1",
          "{\"a\"}",
          "/* */ 1",
          "[".repeat(1_000) + "]".repeat(1_000),
          "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));

  private static final List<String> NOT_HTTP =
      List.of(
          "SSH-2.0-OpenSSH_9.2\r\n\r\n",
          "HTTP/1.1 abc OK\r\n\r\n",
          "HTTP/1.1 -20 OK\r\n\r\n",
          "HTTP/2.0 200 OK\r\n\r\n",
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
          "HTTP/1.1 200 OK\r\nBad Name: x\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
          "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}garbage\r\n0\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n{}\r\n");

  private final Random random;

  public GeneratedAnswers(long seed) {
    random = new Random(seed);
  }

  /** The next answer, which may not even be HTTP. */
  public Answer next() {
    if (random.nextInt(20) == 0) {
      String text = pick(NOT_HTTP);
      return new Answer(
          0, Kind.NONE, "not HTTP", new byte[0], text.getBytes(StandardCharsets.UTF_8), false);
    }
    int status = pick(STATUSES);
    boolean bodiless = status == 204 || status == 304;
    Body body = bodiless ? Body.of(Kind.NONE, "no body", "") : body();
    return framed(status, body, bodiless);
  }

  private Answer framed(int status, Body body, boolean bodiless) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ascii("HTTP/1.1 " + status + " Said\r\nContent-Type: application/json\r\n"));
    int framing = bodiless ? 0 : random.nextInt(20);
    if (framing == 19) {
      // The connection ends before the body that was announced.
      out.writeBytes(ascii("Content-Length: " + (body.bytes().length + 1) + "\r\n\r\n"));
      out.writeBytes(body.bytes());
      return new Answer(status, Kind.NONE, "cut off", body.bytes(), out.toByteArray(), false);
    }
    if (framing > 15) {
      out.writeBytes(ascii("Transfer-Encoding: chunked\r\n\r\n"));
      int half = body.bytes().length / 2;
      chunk(out, body.bytes(), 0, half);
      chunk(out, body.bytes(), half, body.bytes().length);
      out.writeBytes(ascii("0\r\n\r\n"));
    } else {
      out.writeBytes(ascii(status == 204 ? "\r\n" : "Content-Length: " + body.bytes().length));
      out.writeBytes(ascii(status == 204 ? "" : "\r\n\r\n"));
      out.writeBytes(body.bytes());
    }
    return new Answer(status, body.kind(), body.what(), body.bytes(), out.toByteArray(), true);
  }

  private static void chunk(ByteArrayOutputStream out, byte[] bytes, int from, int to) {
    if (to > from) {
      out.writeBytes(ascii(Integer.toHexString(to - from) + "\r\n"));
      out.write(bytes, from, to - from);
      out.writeBytes(ascii("\r\n"));
    }
  }

  private Body body() {
    boolean success = random.nextInt(3) > 0;
    String envelope = success ? envelope("\"success\"", data(pick(VALUES))) : error();
    Kind kind = success ? Kind.SUCCESS : Kind.ERROR;
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> Body.of(kind, "an envelope", envelope);
      case 3 -> Body.of(kind, "white space around", " \r\n\t" + envelope + "\n ");
      case 4 -> Body.of(Kind.NONE, "a value that cannot be read", withData(pick(UNREADABLE)));
      case 5 -> Body.of(Kind.NONE, "a key of the root twice", doubled(envelope));
      case 6 -> Body.of(Kind.NONE, "text after it", envelope + pick(List.of("x", "{}", envelope)));
      case 7 -> malformed(envelope);
      case 8 -> Body.of(Kind.NONE, "wrong types", wrongTypes());
      case 9 -> truncated(envelope);
      case 10 -> changed(envelope);
      default -> Body.of(Kind.NONE, "not an envelope", notAnEnvelope(envelope));
    };
  }

  private String withData(String value) {
    return random.nextBoolean() ? envelope("\"success\"", data(value)) : error(data(value));
  }

  private String data(String value) {
    return "{\"call_id\":\"call-1\",\"owner_id\":\"alice\",\"x\":" + value + "}";
  }

  private String envelope(String status, String data) {
    String request = "\"request_id\":\"r\"";
    return random.nextBoolean()
        ? "{\"data\":" + data + ",\"status\":" + status + "," + request + "}"
        : "{" + request + ", \"status\" : " + status + ", \"x\":[], \"data\" : " + data + "}";
  }

  private String error() {
    return error(data(pick(VALUES)));
  }

  private String error(String data) {
    String message = pick(List.of("bad identifier", "bad_identifier", "validation error", "no"));
    return "{\"data\":%s,\"error\":\"400\",\"message\":\"%s\",\"status\":\"error\"}"
        .formatted(data, message);
  }

  /** The last of two equal keys is what a lenient reader believes. */
  private String doubled(String envelope) {
    String again =
        pick(
            List.of(
                "\"status\":\"success\"",
                "\"status\":\"error\"",
                "\"st\\u0061tus\":\"success\"",
                "\"data\":{}"));
    return random.nextBoolean()
        ? "{" + again + "," + envelope.substring(1)
        : envelope.substring(0, envelope.length() - 1) + "," + again + "}";
  }

  private Body malformed(String envelope) {
    byte[] bad =
        pick(
            List.of(
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xc3},
                new byte[] {(byte) 0xc0, (byte) 0x80},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = envelope.indexOf("call-1");
    out.writeBytes(envelope.substring(0, at).getBytes(StandardCharsets.UTF_8));
    out.writeBytes(bad);
    out.writeBytes(envelope.substring(at).getBytes(StandardCharsets.UTF_8));
    return new Body(Kind.NONE, "malformed UTF-8", out.toByteArray());
  }

  private String wrongTypes() {
    String status = pick(List.of("true", "1", "null", "[\"success\"]", "{\"success\":1}", "\"\""));
    String other = pick(List.of("\"Success\"", "\"success \"", "\"ok\"", status));
    return envelope(other, pick(VALUES));
  }

  private Body truncated(String envelope) {
    int kept = random.nextInt(envelope.length());
    return Body.of(Kind.NONE, "truncated", envelope.substring(0, kept));
  }

  private Body changed(String envelope) {
    byte[] bytes = envelope.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= random.nextInt(4); i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return new Body(Kind.CHANGED, "bytes changed", bytes);
  }

  private String notAnEnvelope(String envelope) {
    return pick(
        List.of(
            "",
            "[" + envelope + "]",
            "\"success\"",
            "<html><body>Welcome</body></html>",
            "\ufeff" + envelope,
            "{\"envelope\":" + envelope + "}",
            "[".repeat(50_000),
            "{\"a\":".repeat(50_000),
            envelope.replace("call-1", "x".repeat(300_000))));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
