package io.metaflows.auth;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.TestingClock;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.auth.TestingSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys and tokens for tests, and an authority that trusts the keys. */
final class Jwt {

  static final TestingSigner KAZOO = TestingSigner.rsa("key-1", 2048);
  static final TestingSigner STRANGER = TestingSigner.rsa("key-1", 2048);
  static final TestingSigner SHORT = TestingSigner.rsa("short", 1024);
  static final TestingSigner FOR_RS512 = TestingSigner.rsa("only-512", 2048);
  static final TestingSigner FOR_ENCRYPTION = TestingSigner.rsa("enc", 2048);

  static final String SET =
      TestingSigner.set(
          KAZOO.jwk(),
          SHORT.jwk(),
          FOR_RS512.jwk(",\"alg\":\"RS512\""),
          FOR_ENCRYPTION.jwk(",\"use\":\"enc\""),
          "{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\""
              + TestingSigner.base64("0".repeat(64))
              + "\"}");

  static final AccountId ACCOUNT = new AccountId("account-1");
  static final long NOW = TestingClock.START.getEpochSecond();

  private static String claims(String accountId, String times, String issuer) {
    return "{\"iss\":"
        + issuer
        + ",\"account_id\":"
        + accountId
        + ",\"owner_id\":\"alice\",\"method\":\"cb_user_auth\","
        + times
        + "}";
  }

  static String good() {
    return until(NOW + 3600);
  }

  static String until(long exp) {
    return claims("\"account-1\"", "\"exp\":" + exp, "\"kazoo\"");
  }

  static String ofAccount(String accountId) {
    return claims(accountId, "\"exp\":" + (NOW + 3600), "\"kazoo\"");
  }

  static String issuedBy(String issuer) {
    return claims("\"account-1\"", "\"exp\":" + (NOW + 3600), issuer);
  }

  static String timed(String times) {
    return claims("\"account-1\"", times, "\"kazoo\"");
  }

  static String header(String members) {
    return "{\"typ\":\"JWT\"," + members + "}";
  }

  private Jwt() {}

  static JwtAuthority authority() {
    return authority(SET);
  }

  /**
   * An authority at the time of a clock that stands still.
   *
   * @param more property, value, property, value
   */
  static JwtAuthority authority(String keys, String... more) {
    return new JwtAuthority(settings(keys, more), new TestingClock(), Optional.empty());
  }

  static JwtSettings settings(String keys, String... more) {
    List<String> set = new ArrayList<>(List.of(more));
    set.addAll(List.of("metaflows.auth.jwt.keys", keys));
    return TestingSettings.with(set.toArray(new String[0])).auth().jwt();
  }

  static Decision decide(String token) {
    return decide(authority(), token);
  }

  static Decision decide(JwtAuthority authority, String token) {
    return authority.decide(
        new Token(token, Token.Header.X_AUTH_TOKEN), ACCOUNT, Deadline.in(Duration.ofSeconds(10)));
  }
}
