package io.metaflows.auth;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.Headers;
import org.jose4j.lang.JoseException;

/**
 * Verifies Kazoo's tokens without a call to Kazoo: signature, {@code exp}, {@code nbf}, {@code iss}
 * and the claim {@code account_id}. See {@code docs/authentication.md#mode-jwt}.
 *
 * <p>A token names its key and never contains it. A header with a key is refused, and so is every
 * header that changes how the rest is read. What only Kazoo knows (revoked tokens, the rights of
 * parent accounts) is not checked.
 */
public final class JwtAuthority implements Authority {

  /**
   * The three parts of a token. jose4j skips characters that are not base64url, so that one
   * signature would have many spellings.
   */
  private static final Pattern COMPACT =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  private static final List<String> REFUSED_HEADERS =
      List.of("crit", "b64", "zip", "cty", "enc", "jwk", "jku", "x5u", "x5c");

  private static final AlgorithmConstraints RSA_ONLY =
      new AlgorithmConstraints(PERMIT, JwkSet.ALGORITHMS.toArray(new String[0]));

  private static final AccountId NOBODY = new AccountId("-");

  private final VerificationKeys keys;
  private final String issuer;
  private final int skewSeconds;
  private final Clock clock;

  /**
   * @param settings name the keys. Keys behind a URL are fetched when they are first needed.
   * @param tls verifies the server of an https URL; the platform's default if empty
   * @throws IllegalArgumentException with the name of the setting if the keys are missing, or
   *     neither a JWK Set nor an https URL
   */
  public JwtAuthority(JwtSettings settings, Clock clock, Optional<SSLContext> tls) {
    this.keys = keys(settings, clock, tls);
    this.issuer = settings.issuer();
    this.skewSeconds = (int) Math.min(settings.clockSkew().toSeconds(), Integer.MAX_VALUE);
    this.clock = clock;
  }

  private static VerificationKeys keys(
      JwtSettings settings, Clock clock, Optional<SSLContext> tls) {
    try {
      String keys =
          settings
              .keys()
              .map(String::strip)
              .orElseThrow(() -> new IllegalArgumentException("missing"));
      return keys.startsWith("{")
          ? new VerificationKeys.ConfiguredKeys(JwkSet.parseConfigured(keys))
          : new FetchedKeys(new KeysUrl(https(keys), tls), settings, clock);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("metaflows.auth.jwt.keys: " + e.getMessage(), e);
    }
  }

  private static URI https(String setting) {
    URI url;
    try {
      url = URI.create(setting);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("neither a JWK Set nor an https URL", e);
    }
    if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
      throw new IllegalArgumentException("neither a JWK Set nor an https URL");
    }
    return url;
  }

  @Override
  public Decision decide(Token token, AccountId account, Deadline deadline) {
    if (token.isTooLong() || !COMPACT.matcher(token.value()).matches()) {
      return Decision.UNAUTHENTICATED;
    }
    return Signed.read(token.value())
        .map(signed -> decide(signed, account, deadline))
        .orElse(Decision.UNAUTHENTICATED);
  }

  /** Kazoo accepts a JWT only in this header. A Bearer token is the name of a stored token. */
  @Override
  public Token upstream(Token token) {
    return new Token(token.value(), Token.Header.X_AUTH_TOKEN);
  }

  /**
   * Verifies a forged signature, so that no request waits for what the JDK sets up for the first
   * verification. Keys that must be fetched are not fetched here.
   */
  @Override
  public void prime() {
    String token =
        Stream.of("{\"alg\":\"RS256\"}", "{}", "no signature")
            .map(Base64Url::encodeUtf8ByteRepresentation)
            .collect(Collectors.joining("."));
    keys.kidAtHand()
        .map(kid -> new Signed(token, "RS256", kid))
        .ifPresent(forged -> decide(forged, NOBODY, Deadline.in(Duration.ZERO)));
  }

  private Decision decide(Signed signed, AccountId account, Deadline deadline) {
    return keys.lookup(signed.kid(), deadline)
        .fold(
            key -> verify(signed, key, account),
            () -> Decision.UNAUTHENTICATED,
            () ->
                new Decision.AuthorityUnavailable(
                    "the keys of the token's issuer could not be fetched"));
  }

  private Decision verify(Signed signed, VerificationKey key, AccountId account) {
    return Optional.of(key)
        .filter(k -> k.isFor(signed.algorithm()))
        .flatMap(k -> claims(signed, k))
        .map(claims -> judge(claims.getClaimValue("account_id"), account))
        .orElse(Decision.UNAUTHENTICATED);
  }

  /** A token without an account is not valid; a token of another account has no right here. */
  private static Decision judge(Object claimed, AccountId account) {
    if (!(claimed instanceof String name)) {
      return Decision.UNAUTHENTICATED;
    }
    return name.equals(account.value()) ? Decision.ALLOWED : Decision.FORBIDDEN;
  }

  private Optional<JwtClaims> claims(Signed signed, VerificationKey key) {
    try {
      return Optional.of(
          new JwtConsumerBuilder()
              .setVerificationKey(key.key())
              .setJwsAlgorithmConstraints(RSA_ONLY)
              .setSkipDefaultAudienceValidation()
              .setRequireExpirationTime()
              .setAllowedClockSkewInSeconds(skewSeconds)
              .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
              .setExpectedIssuer(true, issuer)
              .build()
              .processToClaims(signed.text()));
    } catch (InvalidJwtException e) {
      return Optional.empty();
    }
  }

  /**
   * A token with a header of the kind that Kazoo writes. Nothing of it is verified yet.
   *
   * @param kid the name of a key of the issuer; never used as a path or URL
   */
  private record Signed(String text, String algorithm, String kid) {

    static Optional<Signed> read(String text) {
      try {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setCompactSerialization(text);
        Headers header = jws.getHeaders();
        boolean refused =
            REFUSED_HEADERS.stream().anyMatch(h -> header.getObjectHeaderValue(h) != null);
        if (!refused
            && header.getObjectHeaderValue("alg") instanceof String algorithm
            && header.getObjectHeaderValue("kid") instanceof String kid
            && JwkSet.ALGORITHMS.contains(algorithm)) {
          return Optional.of(new Signed(text, algorithm, kid));
        }
        return Optional.empty();
      } catch (JoseException e) {
        return Optional.empty();
      }
    }
  }
}
