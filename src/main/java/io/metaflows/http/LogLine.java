package io.metaflows.http;

/**
 * A line of the log: an event, and what is to be known of it as {@code name=value}. It is put
 * together by hand, because a format's {@code %d} asks for the locale's digits, and unpacking a
 * locale is what a first caller would wait for.
 */
final class LogLine {

  private final StringBuilder text;

  LogLine(String event) {
    this.text = new StringBuilder(200).append(event);
  }

  LogLine with(String name, Object value) {
    text.append(' ').append(name).append('=').append(value);
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
