package io.metaflows.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.TestingClock;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.auth.TestingSigner;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which decisions are kept, and for how long. See {@code docs/authentication.md#cache}. */
class CachedAuthorityTest {

  private static final AccountId ACCOUNT = new AccountId("account-1");
  private static final long NOW = TestingClock.START.getEpochSecond();

  private final TestingClock clock = new TestingClock();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Decision answer = Decision.ALLOWED;

  private final CachedAuthority authority = with(TestingSettings.defaults().auth().cache());

  private CachedAuthority with(TokenCacheSettings limits) {
    return new CachedAuthority(
        (token, account, deadline) -> {
          asked.incrementAndGet();
          return answer;
        },
        limits,
        clock);
  }

  private static Token token(String value) {
    return new Token(value, Token.Header.X_AUTH_TOKEN);
  }

  private Decision decide(Token token, AccountId account) {
    return authority.decide(token, account, Deadline.in(Duration.ofSeconds(5)));
  }

  private Decision decide() {
    return decide(token("t"), ACCOUNT);
  }

  @Test
  void aYesHoldsAMinuteAndNotLonger() {
    decide();
    answer = Decision.UNAUTHENTICATED;
    clock.forward(Duration.ofMillis(59_999));
    assertThat(decide()).isEqualTo(Decision.ALLOWED);
    clock.forward(Duration.ofMillis(1));
    assertThat(decide()).isEqualTo(Decision.UNAUTHENTICATED);
  }

  @Test
  void aYesIsNotProlongedByBeingUsed() {
    decide();
    answer = Decision.FORBIDDEN;
    for (int i = 0; i < 6; i++) {
      clock.forward(Duration.ofSeconds(10));
      decide();
    }
    assertThat(decide()).isEqualTo(Decision.FORBIDDEN);
  }

  @Test
  void aNoHoldsFiveSecondsAndNotLonger() {
    for (Decision no : List.of(Decision.UNAUTHENTICATED, Decision.FORBIDDEN)) {
      answer = no;
      Token token = token(no.toString().replace("[]", ""));
      decide(token, ACCOUNT);
      answer = Decision.ALLOWED;
      clock.forward(Duration.ofMillis(4_999));
      assertThat(decide(token, ACCOUNT)).isEqualTo(no);
      clock.forward(Duration.ofMillis(1));
      assertThat(decide(token, ACCOUNT)).isEqualTo(Decision.ALLOWED);
    }
  }

  @Test
  void nothingElseIsKept() {
    for (Decision other :
        List.of(new Decision.AuthorityUnavailable("down"), Decision.UNKNOWN_ACCOUNT)) {
      answer = other;
      assertThat(decide()).isEqualTo(other);
    }
    answer = Decision.ALLOWED;
    assertThat(decide()).isEqualTo(Decision.ALLOWED);
    assertThat(asked).hasValue(3);
  }

  @Test
  void aYesIsForOneTokenInOneHeaderOnOneAccount() {
    decide();
    answer = Decision.FORBIDDEN;
    assertThat(decide(token("u"), ACCOUNT)).isEqualTo(Decision.FORBIDDEN);
    assertThat(decide(token("t"), new AccountId("account-2"))).isEqualTo(Decision.FORBIDDEN);
    assertThat(decide(token("t"), new AccountId("ACCOUNT-1"))).isEqualTo(Decision.FORBIDDEN);
    assertThat(decide(new Token("t", Token.Header.AUTHORIZATION_BEARER), ACCOUNT))
        .isEqualTo(Decision.FORBIDDEN);
    assertThat(decide()).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void aYesEndsWithTheTokenItself() {
    Token token = jwt("{\"exp\":" + (NOW + 10) + "}");
    decide(token, ACCOUNT);
    answer = Decision.UNAUTHENTICATED;
    clock.forward(Duration.ofMillis(9_999));
    assertThat(decide(token, ACCOUNT)).isEqualTo(Decision.ALLOWED);
    clock.forward(Duration.ofMillis(1));
    assertThat(decide(token, ACCOUNT)).isEqualTo(Decision.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exp\":99999999999999999999}", "{\"exp\":1e300}", "{\"exp\":\"1\"}", "{\"exp\":null}",
        "{}", "[]", "{\"exp\":", ""
      })
  void aTokenCannotMakeAYesLastLonger(String claims) {
    Token token = jwt(claims);
    decide(token, ACCOUNT);
    answer = Decision.UNAUTHENTICATED;
    clock.forward(Duration.ofSeconds(60));
    assertThat(decide(token, ACCOUNT)).isEqualTo(Decision.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"exp\":1}", "{\"exp\":-1e300}", "{\"exp\":0}"})
  void aYesForATokenThatHasEndedIsNotKept(String claims) {
    Token token = jwt(claims);
    assertThat(decide(token, ACCOUNT)).isEqualTo(Decision.ALLOWED);
    decide(token, ACCOUNT);
    assertThat(asked).hasValue(2);
  }

  @Test
  void aClockThatIsSetBackMakesNoYesLastLonger() {
    decide();
    answer = Decision.FORBIDDEN;
    clock.forward(Duration.ofDays(-1));
    assertThat(decide()).isEqualTo(Decision.FORBIDDEN);
  }

  @Test
  void theOneNotAskedForLongestGoesFirst() {
    CachedAuthority small =
        with(TestingSettings.with("metaflows.auth.cache.size", "2").auth().cache());
    Deadline deadline = Deadline.in(Duration.ofSeconds(5));
    for (String name : List.of("a", "b", "a", "c", "a", "b")) {
      small.decide(token(name), ACCOUNT, deadline);
    }
    // The entry c evicted b, and not a, which was used after b.
    assertThat(asked).hasValue(4);
  }

  @Test
  void aFloodOfBadTokensPushesOutNoGoodOne() {
    CachedAuthority small =
        with(TestingSettings.with("metaflows.auth.cache.size", "10").auth().cache());
    Deadline deadline = Deadline.in(Duration.ofSeconds(5));
    small.decide(token("good"), ACCOUNT, deadline);
    answer = Decision.UNAUTHENTICATED;
    for (int i = 0; i < 1_000; i++) {
      small.decide(token("bad-" + i), ACCOUNT, deadline);
    }
    assertThat(small.decide(token("good"), ACCOUNT, deadline)).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void aTokenThatIsTooLongIsNotEvenAskedAbout() {
    assertThat(decide(token("x".repeat(Token.MAX_LENGTH + 1)), ACCOUNT))
        .isEqualTo(Decision.UNAUTHENTICATED);
    assertThat(asked).hasValue(0);
  }

  @Test
  void noTokenStandsInItInClear() throws Exception {
    decide(token("my-secret-token"), ACCOUNT);
    answer = Decision.FORBIDDEN;
    decide(token("my-other-token"), ACCOUNT);
    for (String name : List.of("yes", "no")) {
      Object side = field(CachedAuthority.class, name).get(authority);
      Map<?, ?> entries = (Map<?, ?>) field(RecentDecisions.class, "entries").get(side);
      assertThat(entries).hasSize(1);
      assertThat(entries.toString()).doesNotContain("token", "secret", ACCOUNT.value());
    }
  }

  @Test
  void manyThreadsGetTheRightAnswers() throws Exception {
    CachedAuthority shared =
        new CachedAuthority(
            (token, account, deadline) ->
                token.value().startsWith("good") ? Decision.ALLOWED : Decision.UNAUTHENTICATED,
            TestingSettings.with("metaflows.auth.cache.size", "20").auth().cache(),
            clock);
    Deadline deadline = Deadline.in(Duration.ofSeconds(30));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> right = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        String name = (i % 2 == 0 ? "good-" : "bad-") + i % 50;
        right.add(
            threads.submit(
                () ->
                    shared.decide(token(name), ACCOUNT, deadline) instanceof Decision.Allowed
                        == name.startsWith("good")));
      }
      for (Future<Boolean> one : right) {
        assertThat(one.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Token jwt(String claims) {
    return token("e30." + TestingSigner.base64(claims) + ".c2ln");
  }

  private static Field field(Class<?> of, String name) throws NoSuchFieldException {
    Field field = of.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
