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
 * Verifies Kazoo's tokens here, without a call (contract, section 9): signature, {@code exp},
 * {@code nbf}, {@code iss}, and the claim {@code account_id}.
 *
 * <p>The token names the key, and never brings one: a header that does is refused, as is every
 * header that changes how the rest is to be read. What Kazoo alone can know (a revoked token, an
 * ancestor's rights) is not asked.
 */
public final class JwtAuthority implements Authority {

  /** The library's own decoder skips what is not base64url: one signature would have many forms. */
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
   * @param tls checks the certificate of an https URL's server; empty for the platform's default
   * @throws IllegalArgumentException naming the setting if the keys are missing, or neither a JWK
   *     Set nor an https URL
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
          ? new VerificationKeys.Fixed(JwkSet.parse(keys))
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
      return new Decision.Unauthenticated();
    }
    return Signed.read(token.value())
        .map(signed -> decide(signed, account, deadline))
        .orElseGet(Decision.Unauthenticated::new);
  }

  /** Kazoo takes a JWT in this header only; its Bearer tokens are names of stored ones. */
  @Override
  public Token upstream(Token token) {
    return new Token(token.value(), Token.Header.X_AUTH_TOKEN);
  }

  /**
   * Verifies a signature that is none: what the JDK sets up for its first one is a part of what a
   * first caller would wait for. Keys that have to be fetched are left to that caller.
   */
  @Override
  public void prime() {
    String token =
        Stream.of("{\"alg\":\"RS256\"}", "{}", "no signature")
            .map(Base64Url::encodeUtf8ByteRepresentation)
            .collect(Collectors.joining("."));
    keys.atHand()
        .map(kid -> new Signed(token, "RS256", kid))
        .ifPresent(forged -> decide(forged, NOBODY, Deadline.in(Duration.ZERO)));
  }

  private Decision decide(Signed signed, AccountId account, Deadline deadline) {
    VerificationKeys.Lookup lookup = keys.lookup(signed.kid(), deadline);
    if (lookup instanceof VerificationKeys.Lookup.Unavailable) {
      return new Decision.Unavailable("the keys of the token's issuer could not be fetched");
    }
    if (!(lookup instanceof VerificationKeys.Lookup.Found found)
        || !found.key().isFor(signed.algorithm())) {
      return new Decision.Unauthenticated();
    }
    return claims(signed, found.key())
        .map(claims -> judge(claims.getClaimValue("account_id"), account))
        .orElseGet(Decision.Unauthenticated::new);
  }

  /** A token that names no account is nobody's; one that names another has no right here. */
  private static Decision judge(Object claimed, AccountId account) {
    if (!(claimed instanceof String name)) {
      return new Decision.Unauthenticated();
    }
    return name.equals(account.value()) ? new Decision.Allowed() : new Decision.Forbidden();
  }

  private Optional<JwtClaims> claims(Signed signed, JwkSet.Key key) {
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
   * A token whose header is one that Kazoo writes; nothing of it is verified yet.
   *
   * @param kid a name to look up among the keys at hand, and nothing else: no path, no URL
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
