package io.metaflows.channels;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller calls one trigger, so that a second try of it runs nothing (contract, section 8).
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

  /** The key of that text; empty where it is not well-formed. */
  public static Optional<IdempotencyKey> parse(String text) {
    return VISIBLE.matcher(text).matches()
        ? Optional.of(new IdempotencyKey(text))
        : Optional.empty();
  }
}
