package io.metaflows.testing.network;

import java.nio.charset.StandardCharsets;

/** Bytes that nobody changes: a record with an array would compare identities. */
public final class Bytes {

  private final byte[] array;

  public Bytes(byte[] array) {
    this.array = array;
  }

  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] array() {
    return array;
  }

  public int length() {
    return array.length;
  }

  @Override
  public String toString() {
    return new String(array, StandardCharsets.UTF_8);
  }
}
