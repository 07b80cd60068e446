package io.metaflows.auth;

import java.time.Instant;
import java.util.Optional;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * The expiry that a token claims for itself, without any verification. It may shorten the time that
 * a decision is kept, never prolong it.
 */
final class TokenExpiry {

  /** The end of the year 9999, in seconds. */
  private static final long LATEST = 253_402_300_799L;

  private TokenExpiry() {}

  /** Empty if the token is not a JWT, or does not say when it expires. */
  static Optional<Instant> of(String token) {
    try {
      JsonWebSignature jwt = new JsonWebSignature();
      jwt.setCompactSerialization(token);
      NumericDate expiry = JwtClaims.parse(jwt.getUnverifiedPayload()).getExpirationTime();
      return Optional.ofNullable(expiry).map(TokenExpiry::instant);
    } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
      return Optional.empty();
    }
  }

  private static Instant instant(NumericDate date) {
    return Instant.ofEpochSecond(Math.max(0, Math.min(date.getValue(), LATEST)));
  }
}
