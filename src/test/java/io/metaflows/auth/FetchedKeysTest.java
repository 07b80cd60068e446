package io.metaflows.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.metaflows.auth.VerificationKeys.Lookup;
import io.metaflows.metaflow.Deadline;
import io.metaflows.testing.TestingSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Keys behind a URL: fetched rarely, and never lost to an attacker or an outage. */
class FetchedKeysTest {

  private static final Signer OLD = Signer.rsa("old", 2048);
  private static final Signer NEW = Signer.rsa("new", 2048);

  private static final JwtSettings DEFAULTS = TestingSettings.defaults().auth().jwt();
  private static final Duration LIFE = DEFAULTS.keysTtl();
  private static final Duration BETWEEN_FETCHES = DEFAULTS.keysRefresh();

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile String published = OLD.set();

  private final FetchedKeys keys = with(DEFAULTS);

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

  private Lookup lookup(String kid) {
    return lookup(keys, kid);
  }

  private static Lookup lookup(FetchedKeys keys, String kid) {
    return keys.lookup(kid, Deadline.in(Duration.ofSeconds(10)));
  }

  private static void assertFound(Lookup lookup, Signer signer) {
    assertThat(lookup)
        .isInstanceOfSatisfying(
            Lookup.Found.class,
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
    FetchedKeys busy =
        with(
            TestingSettings.with(
                    "metaflows.auth.jwt.keys-ttl", life.toString(),
                    "metaflows.auth.jwt.keys-refresh", pause.toString())
                .auth()
                .jwt());
    published = null;
    lookup(busy, "old");
    published = OLD.set();
    clock.forward(pause.minusMillis(1));
    assertThat(lookup(busy, "old")).isEqualTo(new Lookup.Unavailable());
    clock.forward(Duration.ofMillis(1));
    assertFound(lookup(busy, "old"), OLD);

    published = NEW.set();
    clock.forward(pause.minusMillis(1));
    assertThat(lookup(busy, "new")).isEqualTo(new Lookup.NoSuchKey());
    clock.forward(Duration.ofMillis(1));
    assertFound(lookup(busy, "new"), NEW);

    published = OLD.set();
    clock.forward(life.minusMillis(1));
    assertFound(lookup(busy, "new"), NEW);
    clock.forward(Duration.ofMillis(1));
    assertThat(lookup(busy, "new")).isEqualTo(new Lookup.NoSuchKey());
  }

  @Test
  void aKeyThatWasWithdrawnIsGoneWithinTheHour() {
    lookup("old");
    published = NEW.set();
    clock.forward(LIFE);
    assertThat(lookup("old")).isEqualTo(new Lookup.NoSuchKey());
  }

  @Test
  void unknownNamesMakeOneFetchAMinuteHoweverMany() {
    lookup("old");
    clock.forward(BETWEEN_FETCHES);
    for (int i = 0; i < 1_000; i++) {
      assertThat(lookup("made-up-" + i)).isEqualTo(new Lookup.NoSuchKey());
    }
    assertThat(fetches).hasValue(2);
    assertFound(lookup("old"), OLD);
  }

  @Test
  void aNewKeyIsFoundThoughAnAttackerUsesUpEveryFetch() {
    lookup("old");
    clock.forward(BETWEEN_FETCHES);
    lookup("made-up");
    published = Signer.set(OLD.jwk(), NEW.jwk());
    assertThat(lookup("new")).isEqualTo(new Lookup.NoSuchKey());
    clock.forward(BETWEEN_FETCHES);
    lookup("made-up-again");
    assertFound(lookup("new"), NEW);
    assertFound(lookup("old"), OLD);
  }

  @Test
  void theOldKeysStayWhileTheIssuerIsDownOrAnswersNonsense() {
    lookup("old");
    for (String bad : new String[] {null, "", "<html>", "{\"keys\":[]}", "{}"}) {
      published = bad;
      clock.forward(LIFE);
      assertFound(lookup("old"), OLD);
    }
    assertThat(fetches).hasValue(6);
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
    assertThat(lookup("new")).isEqualTo(new Lookup.Unavailable());
    assertThat(lookup("new")).isEqualTo(new Lookup.Unavailable());
    published = Signer.set(OLD.jwk(), NEW.jwk());
    clock.forward(BETWEEN_FETCHES);
    assertFound(lookup("new"), NEW);
  }

  @Test
  void withoutAnyKeysNobodyIsRefusedAndTheIssuerIsAskedAgainSoon() {
    published = null;
    for (int i = 0; i < 100; i++) {
      assertThat(lookup("old")).isEqualTo(new Lookup.Unavailable());
    }
    assertThat(fetches).hasValue(1);
    published = OLD.set();
    clock.forward(FetchedKeys.BETWEEN_FIRST_FETCHES);
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
              return Signer.set(OLD.jwk(), NEW.jwk());
            },
            DEFAULTS,
            clock);
    Deadline deadline = Deadline.in(Duration.ofSeconds(30));
    slow.lookup("old", deadline);
    clock.forward(LIFE);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Lookup> first = threads.submit(() -> slow.lookup("new", deadline));
      begun.await();
      assertFound(slow.lookup("old", deadline), OLD);
      Future<Lookup> second = threads.submit(() -> slow.lookup("new", deadline));
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
