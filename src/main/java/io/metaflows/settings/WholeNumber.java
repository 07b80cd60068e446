package io.metaflows.settings;

import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads a whole number within bounds.
 *
 * <p>A subclass names the bounds, because {@code @WithConverter} takes a class. The message of the
 * exception completes the sentence that begins with the setting and its value.
 */
public abstract class WholeNumber implements Converter<Integer> {

  private static final long serialVersionUID = 1;

  private final int least;
  private final int most;

  protected WholeNumber(int least, int most) {
    this.least = least;
    this.most = most;
  }

  @Override
  public final Integer convert(String text) {
    int number;
    try {
      number = Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be a whole number, at least " + least, e);
    }
    if (number < least) {
      throw new IllegalArgumentException("must be at least " + least);
    }
    if (number > most) {
      throw new IllegalArgumentException("must be at most " + most);
    }
    return number;
  }
}
