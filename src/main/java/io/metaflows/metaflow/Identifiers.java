package io.metaflows.metaflow;

import java.util.regex.Pattern;

/** The rules for the identifiers in a path (docs/api.md#identifiers). */
final class Identifiers {

  private static final Pattern SCOPE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9@._:+=~*!-]{1,256}");
  private static final Pattern DOTS = Pattern.compile("\\.+");

  private Identifiers() {}

  static boolean isScopeId(String text) {
    return SCOPE_ID.matcher(text).matches();
  }

  static boolean isCallId(String text) {
    return CALL_ID.matcher(text).matches() && !DOTS.matcher(text).matches();
  }

  /** The text itself, so that a record's constructor can check and copy in one line. */
  static String require(boolean wellFormed, String kind, String text) {
    if (!wellFormed) {
      throw new IllegalArgumentException("invalid " + kind + " '" + text + "'");
    }
    return text;
  }
}
