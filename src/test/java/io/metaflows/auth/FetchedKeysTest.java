package io.metaflows.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.TestingClock;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.auth.TestingSigner;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys behind a URL are fetched rarely, and are not lost to an attacker or an outage. */
class FetchedKeysTest {

  private static final TestingSigner OLD = TestingSigner.rsa("old", 2048);
  private static final TestingSigner NEW = TestingSigner.rsa("new", 2048);

  private static final JwtSettings DEFAULTS = TestingSettings.defaults().auth().jwt();
  private static final Duration LIFE = DEFAULTS.keysTtl();
  private static final Duration BETWEEN_FETCHES = DEFAULTS.keysRefresh();
  private static final Duration MAX_AGE = DEFAULTS.keysMaxAge();

  private final TestingClock clock = new TestingClock();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile String published = OLD.set();

  private final FetchedKeys keys = with(DEFAULTS);

  private static JwtSettings settings(
      Duration clockSkew, Duration keysTtl, Duration keysRefresh, Duration keysMaxAge) {
    return TestingSettings.with(
            "metaflows.auth.jwt.clock-skew", clockSkew.toString(),
            "metaflows.auth.jwt.keys-ttl", keysTtl.toString(),
            "metaflows.auth.jwt.keys-refresh", keysRefresh.toString(),
            "metaflows.auth.jwt.keys-max-age", keysMaxAge.toString())
        .auth()
        .jwt();
  }

  private FetchedKeys with(JwtSettings settings) {
    return new FetchedKeys(
        deadline -> {
          fetches.incrementAndGet();
          if (published == null) {
            throw new IOException("down");
          }
          return published;
        },
        settings,
        clock);
  }

  private KeyLookup lookup(String kid) {
    return lookup(keys, kid);
  }

  private static KeyLookup lookup(FetchedKeys keys, String kid) {
    return keys.lookup(kid, Deadline.in(Duration.ofSeconds(10)));
  }

  private static void assertFound(KeyLookup lookup, TestingSigner signer) {
    assertThat(lookup)
        .isInstanceOfSatisfying(
            KeyLookup.KeyFound.class,
            found -> assertThat(found.key().key()).isEqualTo(signer.publicKey()));
  }

  @Test
  void nothingIsFetchedBeforeATokenNeedsIt() {
    assertThat(fetches).hasValue(0);
    assertFound(lookup("old"), OLD);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aKnownKeyIsNotFetchedAgainWithinTheHour() {
    lookup("old");
    clock.forward(LIFE.minusMillis(1));
    lookup("old");
    assertThat(fetches).hasValue(1);
    clock.forward(Duration.ofMillis(1));
    lookup("old");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void howLongAKeyIsUsedAndHowOftenOneIsLookedForCanBeSet() {
    Duration life = Duration.ofMinutes(10);
    Duration pause = Duration.ofSeconds(2);
    FetchedKeys busy = with(settings(Duration.ZERO, life, pause, MAX_AGE));
    published = null;
    lookup(busy, "old");
    published = OLD.set();
    clock.forward(pause.minusMillis(1));
    assertThat(lookup(busy, "old")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
    clock.forward(Duration.ofMillis(1));
    assertFound(lookup(busy, "old"), OLD);

    published = NEW.set();
    clock.forward(pause.minusMillis(1));
    assertThat(lookup(busy, "new")).isEqualTo(KeyLookup.NO_SUCH_KEY);
    clock.forward(Duration.ofMillis(1));
    assertFound(lookup(busy, "new"), NEW);

    published = OLD.set();
    clock.forward(life.minusMillis(1));
    assertFound(lookup(busy, "new"), NEW);
    clock.forward(Duration.ofMillis(1));
    assertThat(lookup(busy, "new")).isEqualTo(KeyLookup.NO_SUCH_KEY);
  }

  @Test
  void aKeyThatWasWithdrawnIsGoneWithinTheHour() {
    lookup("old");
    published = NEW.set();
    clock.forward(LIFE);
    assertThat(lookup("old")).isEqualTo(KeyLookup.NO_SUCH_KEY);
  }

  @Test
  void unknownNamesMakeOneFetchAMinuteHoweverMany() {
    lookup("old");
    clock.forward(BETWEEN_FETCHES);
    for (int i = 0; i < 1_000; i++) {
      assertThat(lookup("made-up-" + i)).isEqualTo(KeyLookup.NO_SUCH_KEY);
    }
    assertThat(fetches).hasValue(2);
    assertFound(lookup("old"), OLD);
  }

  @Test
  void aNewKeyIsFoundThoughAnAttackerUsesUpEveryFetch() {
    lookup("old");
    clock.forward(BETWEEN_FETCHES);
    lookup("made-up");
    published = TestingSigner.set(OLD.jwk(), NEW.jwk());
    assertThat(lookup("new")).isEqualTo(KeyLookup.NO_SUCH_KEY);
    clock.forward(BETWEEN_FETCHES);
    lookup("made-up-again");
    assertFound(lookup("new"), NEW);
    assertFound(lookup("old"), OLD);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "{",
        "{}",
        "<html>",
        "{\"keys\":{}}",
        "{\"keys\":null}",
        "{\"keys\":[1]}",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":1e99999999999}"
      })
  void theOldKeysStayWhileTheIssuerIsDownOrSendsSomethingElse(String text) {
    lookup("old");
    published = text;
    clock.forward(LIFE);
    assertFound(lookup("old"), OLD);
    assertThat(lookup("new")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
    assertThat(fetches).hasValue(2);
  }

  static Stream<String> setsWithoutAUsableKey() {
    return Stream.of(
        "{\"keys\":[]}",
        "{\"keys\":[],\"more\":1e99999999999}",
        "{\"keys\":[{}]}",
        "{\"keys\":[{\"kty\":\"unknown\",\"kid\":\"old\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"old\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}",
        TestingSigner.rsa("old", 1024).set(),
        TestingSigner.set(OLD.jwk(",\"use\":\"enc\"")),
        TestingSigner.set(OLD.jwk(",\"alg\":\"PS256\"")),
        TestingSigner.set(OLD.jwk(), NEW.jwk().replace("\"new\"", "\"old\"")));
  }

  @ParameterizedTest
  @MethodSource("setsWithoutAUsableKey")
  void aFetchedSetWithoutAUsableKeyWithdrawsTheOldKeys(String set) {
    lookup("old");
    published = set;
    clock.forward(LIFE);
    assertThat(lookup("old")).isEqualTo(KeyLookup.NO_SUCH_KEY);

    clock.forward(BETWEEN_FETCHES.minusMillis(1));
    assertThat(lookup("old")).isEqualTo(KeyLookup.NO_SUCH_KEY);
    assertThat(fetches).hasValue(2);

    published = OLD.set();
    clock.forward(Duration.ofMillis(1));
    assertFound(lookup("old"), OLD);
  }

  @Test
  void aKidOfTwoKeysIsUnusableAndTheOtherKeysOfTheSetAreUsed() {
    published = TestingSigner.set(OLD.jwk(), NEW.jwk(), NEW.jwk().replace("\"new\"", "\"old\""));
    assertThat(lookup("old")).isEqualTo(KeyLookup.NO_SUCH_KEY);
    assertFound(lookup("new"), NEW);
  }

  @Test
  void theOldKeysAreUsedForADayWhileTheIssuerIsDownAndNotLonger() {
    lookup("old");
    published = null;
    for (Duration age = LIFE; age.compareTo(MAX_AGE) < 0; age = age.plus(LIFE)) {
      clock.forward(LIFE);
      assertFound(lookup("old"), OLD);
    }
    clock.forward(LIFE.minusMillis(1));
    assertFound(lookup("old"), OLD);
    clock.forward(Duration.ofMillis(1));
    assertThat(lookup("old")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
    assertThat(lookup("new")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);

    published = OLD.set();
    clock.forward(FetchedKeys.PAUSE_WITHOUT_KEYS);
    assertFound(lookup("old"), OLD);
  }

  @Test
  void theMaximumAgeCanBeSetAndCountsFromTheFetchThatSucceeded() {
    Duration age = Duration.ofMinutes(10);
    FetchedKeys strict = with(settings(Duration.ZERO, LIFE, Duration.ofSeconds(1), age));
    lookup(strict, "old");
    published = null;
    clock.forward(age.minusMillis(1));
    assertThat(lookup(strict, "new")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
    assertFound(lookup(strict, "old"), OLD);
    clock.forward(Duration.ofMillis(1));
    assertThat(lookup(strict, "old")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
  }

  @Test
  void aMaximumAgeBelowTheTimeToLiveFetchesInTime() {
    Duration age = Duration.ofMinutes(10);
    FetchedKeys strict = with(settings(Duration.ZERO, LIFE, BETWEEN_FETCHES, age));
    lookup(strict, "old");
    clock.forward(age);
    assertFound(lookup(strict, "old"), OLD);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void aClockThatIsSetBackDoesNotProlongTheUseOfOldKeys() {
    lookup("old");
    published = null;
    clock.forward(Duration.ofDays(-1));
    assertThat(lookup("old")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
  }

  @Test
  void timesOfAnyLengthAreAccepted() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
    FetchedKeys lasting = with(settings(Duration.ZERO, longest, longest, longest));
    assertFound(lookup(lasting, "old"), OLD);
    clock.forward(Duration.ofDays(1_000));
    assertFound(lookup(lasting, "old"), OLD);
  }

  @Test
  void anyTextFromTheIssuerEndsInALookupResult() {
    Random random = new Random(7);
    String good =
        TestingSigner.set(OLD.jwk(), NEW.jwk(",\"alg\":\"RS256\",\"key_ops\":[\"verify\"]"));
    String alphabet = "{}[]\":,0123456789eE.-truefalsnkidu\\ ";
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int j = random.nextInt(4); j >= 0; j--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(40));
        text.replace(at, end, "" + alphabet.charAt(random.nextInt(alphabet.length())));
      }
      published = text.toString();
      assertThat(lookup(with(DEFAULTS), "old")).as(published).isNotNull();
    }
  }

  @Test
  void aRequestThatCannotWaitForTheFetchOfAnotherIsNotRefused() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    FetchedKeys slow =
        new FetchedKeys(
            deadline -> {
              if (asked.incrementAndGet() == 1) {
                return OLD.set();
              }
              begun.countDown();
              await(finish);
              return TestingSigner.set(OLD.jwk(), NEW.jwk());
            },
            DEFAULTS,
            clock);
    lookup(slow, "old");
    clock.forward(BETWEEN_FETCHES);
    ExecutorService threads = Executors.newFixedThreadPool(1);
    try {
      Future<KeyLookup> first = threads.submit(() -> lookup(slow, "new"));
      begun.await();
      assertThat(slow.lookup("new", Deadline.in(Duration.ofMillis(50))))
          .isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
      finish.countDown();
      assertFound(first.get(), NEW);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anIssuerThatIsDownIsNotAskedMoreThanOnceAMinute() {
    lookup("old");
    published = null;
    clock.forward(LIFE);
    for (int i = 0; i < 100; i++) {
      assertFound(lookup("old"), OLD);
    }
    assertThat(fetches).hasValue(2);
  }

  @Test
  void aNameThatCouldNotBeAskedForIsNotCalledUnknown() {
    lookup("old");
    published = null;
    clock.forward(BETWEEN_FETCHES);
    assertThat(lookup("new")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
    assertThat(lookup("new")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
    published = TestingSigner.set(OLD.jwk(), NEW.jwk());
    clock.forward(BETWEEN_FETCHES);
    assertFound(lookup("new"), NEW);
  }

  @Test
  void withoutAnyKeysNobodyIsRefusedAndTheIssuerIsAskedAgainSoon() {
    published = null;
    for (int i = 0; i < 100; i++) {
      assertThat(lookup("old")).isEqualTo(KeyLookup.KEYS_UNAVAILABLE);
    }
    assertThat(fetches).hasValue(1);
    published = OLD.set();
    clock.forward(FetchedKeys.PAUSE_WITHOUT_KEYS);
    assertFound(lookup("old"), OLD);
  }

  @Test
  void whileOneFetchesWhoHasAKeyDoesNotWaitAndWhoHasNoneDoes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    FetchedKeys slow =
        new FetchedKeys(
            deadline -> {
              if (asked.incrementAndGet() == 1) {
                return OLD.set();
              }
              begun.countDown();
              await(finish);
              return TestingSigner.set(OLD.jwk(), NEW.jwk());
            },
            DEFAULTS,
            clock);
    Deadline deadline = Deadline.in(Duration.ofSeconds(30));
    slow.lookup("old", deadline);
    clock.forward(LIFE);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<KeyLookup> first = threads.submit(() -> slow.lookup("new", deadline));
      begun.await();
      assertFound(slow.lookup("old", deadline), OLD);
      Future<KeyLookup> second = threads.submit(() -> slow.lookup("new", deadline));
      finish.countDown();
      assertFound(first.get(), NEW);
      assertFound(second.get(), NEW);
      assertThat(asked).hasValue(2);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
