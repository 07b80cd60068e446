package io.metaflows.lambda;

import org.eclipse.microprofile.config.spi.Converter;

/** The text of a {@link BasePath}, checked when the service starts, not at its first event. */
public final class BasePathText implements Converter<String> {

  private static final long serialVersionUID = 1;

  @Override
  public String convert(String text) {
    if (!BasePath.isWellFormed(text)) {
      throw new IllegalArgumentException(BasePath.RULE);
    }
    return text;
  }
}
