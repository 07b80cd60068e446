package io.metaflows.channels;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The caller's name for one trigger, so that a second attempt of it runs nothing
 * (docs/triggers.md#idempotency).
 *
 * @param value 1 to 128 visible ASCII characters
 */
public record IdempotencyKey(String value) {

  private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,128}");

  public IdempotencyKey {
    if (!VISIBLE.matcher(value).matches()) {
      throw new IllegalArgumentException("an idempotency key is 1 to 128 visible ASCII characters");
    }
  }

  /** The key with this text; empty where the text is not well-formed. */
  public static Optional<IdempotencyKey> parse(String text) {
    return VISIBLE.matcher(text).matches()
        ? Optional.of(new IdempotencyKey(text))
        : Optional.empty();
  }
}
