package io.metaflows.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The revision of one scope, {@code <n>-<32 hex>} (docs/revisions.md#revisions).
 *
 * @param writes how often the scope was written, deletes included; at least 1
 * @param digest 32 lower-case hexadecimal digits, of the content
 */
public record Revision(long writes, String digest) {

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,17})-([0-9a-f]{32})");

  /** The revision that a text names; empty where it is none. */
  public static Optional<Revision> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(new Revision(Long.parseLong(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return writes + "-" + digest;
  }
}
