package io.metaflows.testing.auth;

import java.time.Instant;

/** The keys that the function under test trusts or not, and tokens signed with them. */
public final class TestingTokens {

  public static final String KID = "kazoo-key";

  private final TestingSigner kazoo = TestingSigner.rsa(KID, 2048);
  private final TestingSigner stranger = TestingSigner.rsa(KID, 2048);

  /** Kazoo's own keys. */
  public TestingSigner kazoo() {
    return kazoo;
  }

  /** Keys of somebody who calls them by the same name. */
  public TestingSigner stranger() {
    return stranger;
  }

  /** As Kazoo gives it to a user of the account. */
  public String of(String account) {
    return kazoo.token(claims(account));
  }

  public static String claims(String account) {
    return with("\"" + account + "\"", "\"kazoo\"", "\"exp\":" + in(3600));
  }

  /**
   * @param account JSON
   * @param issuer JSON
   * @param times members of the object
   */
  public static String with(String account, String issuer, String times) {
    return "{\"iss\":%s,\"account_id\":%s,\"owner_id\":\"alice\",\"method\":\"cb_user_auth\",%s}"
        .formatted(issuer, account, times);
  }

  /** Seconds since the epoch. */
  public static long in(long seconds) {
    return Instant.now().getEpochSecond() + seconds;
  }

  /** A header with these members beside Kazoo's own. */
  public static String header(String more) {
    return "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + KID + "\"" + more + "}";
  }
}
