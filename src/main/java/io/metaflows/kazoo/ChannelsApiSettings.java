package io.metaflows.kazoo;

import io.metaflows.settings.PositiveCount;
import io.metaflows.settings.PositiveTime;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The settings {@code metaflows.channels}: where Kazoo's API is, and how long it may take. */
public interface ChannelsApiSettings {

  /**
   * The base URL of Kazoo's API, before {@code /v2}. Required in mode {@code kazoo}, and where
   * {@code metaflows.serves} is {@code channels}.
   */
  Optional<String> url();

  /** How long opening a connection may take. */
  @WithDefault("300MS")
  @WithConverter(PositiveTime.class)
  Duration connectTimeout();

  /**
   * How long a request may take, from sending it to its whole answer. Must be shorter than {@code
   * metaflows.deadline.channels}: with less time left, nothing is sent.
   */
  @WithDefault("2S")
  @WithConverter(PositiveTime.class)
  Duration readTimeout();

  /** The longest answer that is read, in bytes. */
  @WithDefault("262144")
  @WithConverter(PositiveCount.class)
  int answerLimit();
}
