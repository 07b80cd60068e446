package io.metaflows.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.DateTimeException;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads a time, such as {@code 500MS}, {@code 4S} or {@code 24H}, that is not too short.
 *
 * <p>A subclass names the bound, because {@code @WithConverter} takes a class. The message of the
 * exception completes the sentence that begins with the setting and its value.
 */
public abstract class Time implements Converter<Duration> {

  private static final long serialVersionUID = 1;

  private final Duration least;

  protected Time(Duration least) {
    this.least = least;
  }

  @Override
  public final Duration convert(String text) {
    Duration time;
    try {
      time = DurationConverter.parseDuration(text.strip());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "must be a time such as 500MS, 4S or 24H, at least " + least, e);
    }
    if (time.compareTo(least) < 0) {
      throw new IllegalArgumentException("must be at least " + least);
    }
    return time;
  }
}
