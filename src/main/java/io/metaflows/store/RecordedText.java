package io.metaflows.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A text as an attribute of an idempotency record: as it is if it is small, compressed if it is
 * large. A metaflow repeats its captures in many nodes, so one that was sent can have more bytes
 * than an item may have.
 */
final class RecordedText {

  /** Above this many UTF-8 bytes a text is compressed. */
  static final int LARGEST_PLAIN = 64 * 1024;

  /** Larger texts are not sent, so one that is larger was not written by this service. */
  private static final int LARGEST = 64 * 1024 * 1024;

  private RecordedText() {}

  static AttributeValue toAttribute(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= LARGEST_PLAIN
        ? AttributeValue.fromS(text)
        : AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(compressed(bytes)));
  }

  /** The text of an attribute; empty if {@link #toAttribute} cannot have made it. */
  static Optional<String> fromAttribute(AttributeValue attribute) {
    return attribute.b() == null
        ? Optional.ofNullable(attribute.s())
        : decompressed(attribute.b().asByteArrayUnsafe());
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return compressed.toByteArray();
  }

  private static Optional<String> decompressed(byte[] bytes) {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      byte[] text = in.readNBytes(LARGEST + 1);
      return text.length > LARGEST
          ? Optional.empty()
          : Optional.of(new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
