package io.metaflows.bench;

import java.nio.charset.StandardCharsets;

/** Bytes that nobody changes: a record with an array would compare identities. */
final class Bytes {

  private final byte[] array;

  Bytes(byte[] array) {
    this.array = array;
  }

  static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] array() {
    return array;
  }

  int length() {
    return array.length;
  }

  @Override
  public String toString() {
    return new String(array, StandardCharsets.UTF_8);
  }
}
