package io.metaflows.metaflow;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys that a person typed on a telephone: 1 to 64 of {@code [0-9*#]}
 * (docs/matching.md#digits).
 *
 * @param value the keys as they were typed, the binding digit included; never written to a log:
 *     {@link #toString()} hides it, for people type card numbers and passwords
 */
public record Digits(String value) {

  /** What the text of digits has to match, from its beginning to its end. */
  public static final String PATTERN = "^[0-9*#]{1,64}$";

  private static final Pattern KEYS = Pattern.compile("[0-9*#]{1,64}");

  public Digits {
    if (!KEYS.matcher(value).matches()) {
      throw new IllegalArgumentException("digits have to match " + PATTERN);
    }
  }

  /** The digits of that text; empty where it is not well-formed. */
  public static Optional<Digits> parse(String text) {
    return KEYS.matcher(text).matches() ? Optional.of(new Digits(text)) : Optional.empty();
  }

  /** What a listener collects: the binding digit only starts it, and is dropped if it is first. */
  String collected(String bindingDigit) {
    return value.startsWith(bindingDigit) ? value.substring(bindingDigit.length()) : value;
  }

  @Override
  public String toString() {
    return "Digits[" + value.length() + "]";
  }
}
