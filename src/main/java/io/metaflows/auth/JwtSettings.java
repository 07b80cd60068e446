package io.metaflows.auth;

import io.metaflows.settings.PositiveTime;
import io.metaflows.settings.TimeOrZero;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The settings {@code metaflows.auth.jwt}: how tokens are verified in mode {@code jwt}. */
public interface JwtSettings {

  /** A JWK Set as text, or the https URL of one. Mode {@code jwt} requires it. */
  Optional<String> keys();

  /** The {@code iss} that a token must have. */
  @WithDefault("kazoo")
  String issuer();

  /**
   * The largest difference between the clocks of issuer and verifier, in whole seconds. May be 0.
   */
  @WithDefault("30S")
  @WithConverter(TimeOrZero.class)
  Duration clockSkew();

  /** How long keys that were fetched from a URL are used. */
  @WithDefault("1H")
  @WithConverter(PositiveTime.class)
  Duration keysTtl();

  /** The shortest time between two fetches of the keys. */
  @WithDefault("60S")
  @WithConverter(PositiveTime.class)
  Duration keysRefresh();

  /** The age up to which keys from a URL are used while the issuer cannot be asked. */
  @WithDefault("24H")
  @WithConverter(PositiveTime.class)
  Duration keysMaxAge();
}
