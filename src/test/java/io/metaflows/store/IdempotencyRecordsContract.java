package io.metaflows.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.store.IdempotencyRecords.Lease;
import io.metaflows.testing.TestingClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of idempotency records does (docs/triggers.md#idempotency). */
abstract class IdempotencyRecordsContract {

  static final Duration LEASE = Duration.ofSeconds(6);
  static final Duration A_DAY = Duration.ofHours(24);

  final TestingClock clock = TestingClock.startingNow();
  final IdempotencyRecords.RecordKey key =
      new IdempotencyRecords.RecordKey(Scopes.account(), new CallId("call@1"), "key");
  IdempotencyRecords records;

  /**
   * The store under test. What it contains must not matter: each test has a key of its own.
   *
   * @param lease how long a request may run
   * @param kept how long a key is remembered
   */
  abstract IdempotencyRecords records(Duration lease, Duration kept, Clock clock);

  @BeforeEach
  void openTheStore() {
    records = records(LEASE, A_DAY, clock);
  }

  @Test
  void aNewKeyIsGranted() {
    assertThat(claim("f")).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void theSameRequestIsInProgressUntilItsLeaseEnds() {
    granted();
    clock.forward(Duration.ofSeconds(2));

    assertThat(claim("f")).isEqualTo(new Claim.StillRunning(Duration.ofSeconds(4)));
    clock.forward(Duration.ofMillis(3_999));
    assertThat(claim("f")).isEqualTo(new Claim.StillRunning(Duration.ofMillis(1)));
  }

  @Test
  void aRequestThatDiedLeavesAnUnknownOutcomeForADay() {
    granted();
    clock.forward(LEASE);
    assertThat(claim("f")).isEqualTo(Claim.EndedUnknown.INSTANCE);

    clock.forward(A_DAY.minus(LEASE).minusSeconds(1));
    assertThat(claim("f")).isEqualTo(Claim.EndedUnknown.INSTANCE);
    clock.forward(Duration.ofSeconds(1));
    assertThat(claim("f")).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void aKeyIsForgottenWhenItIsSet() {
    IdempotencyRecords shorter = records(LEASE, LEASE.plusSeconds(4), clock);
    assertThat(shorter.claim(key, "f", soon())).isInstanceOf(Claim.Granted.class);

    clock.forward(LEASE.plusSeconds(3));
    assertThat(shorter.claim(key, "f", soon())).isEqualTo(Claim.EndedUnknown.INSTANCE);
    clock.forward(Duration.ofSeconds(1));
    assertThat(shorter.claim(key, "f", soon())).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void aKeptResultIsReplayedForADay() throws Exception {
    RecordedResult result =
        new RecordedResult(
            "sent",
            Json.mapper().readValue("{\"z\":1.10,\"a\":[1E+5,null],\"\":\"é\"}", ObjectNode.class));
    assertThat(records.keep(granted(), result, soon())).isTrue();

    assertThat(claim("f")).isEqualTo(new Claim.FinishedBefore(result));
    assertThat(Json.text(((Claim.FinishedBefore) claim("f")).result().details()))
        .isEqualTo("{\"z\":1.10,\"a\":[1E+5,null],\"\":\"é\"}");
    clock.forward(A_DAY.minusSeconds(1));
    assertThat(claim("f")).isEqualTo(new Claim.FinishedBefore(result));
    clock.forward(Duration.ofSeconds(1));
    assertThat(claim("f")).isInstanceOf(Claim.Granted.class);
    assertThat(claim("f")).isInstanceOf(Claim.StillRunning.class);
  }

  @Test
  void anUnknownOutcomeIsTold() {
    assertThat(records.keepUnknown(granted(), soon())).isTrue();

    assertThat(claim("f")).isEqualTo(Claim.EndedUnknown.INSTANCE);
  }

  @Test
  void anotherRequestWithTheSameKeyConflictsInEveryState() {
    Lease lease = granted();
    assertThat(claim("other")).isEqualTo(Claim.UsedForAnotherRequest.INSTANCE);
    clock.forward(LEASE);
    assertThat(claim("other")).isEqualTo(Claim.UsedForAnotherRequest.INSTANCE);
    records.keepUnknown(lease, soon());
    assertThat(claim("other")).isEqualTo(Claim.UsedForAnotherRequest.INSTANCE);
    records.keep(lease, ok(), soon());
    assertThat(claim("other")).isEqualTo(Claim.UsedForAnotherRequest.INSTANCE);
    clock.forward(A_DAY);
    assertThat(claim("other")).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void aReleasedKeyCanBeUsedAgain() {
    Lease lease = granted();
    assertThat(records.release(lease, soon())).isTrue();
    assertThat(records.release(lease, soon())).isTrue();

    assertThat(claim("other")).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void aLeaseThatRanOutCannotTouchItsSuccessor() {
    Lease first = granted();
    clock.forward(A_DAY);
    granted();

    assertThat(records.keep(first, ok(), soon())).isFalse();
    assertThat(records.keepUnknown(first, soon())).isFalse();
    assertThat(records.release(first, soon())).isFalse();
    assertThat(claim("f")).isEqualTo(new Claim.StillRunning(LEASE));
  }

  @Test
  void aResultCannotBeKeptForAKeyThatNobodyHolds() {
    Lease lease = granted();
    records.release(lease, soon());

    assertThat(records.keep(lease, ok(), soon())).isFalse();
    assertThat(claim("f")).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void aLateResultIsStillKept() {
    Lease lease = granted();
    clock.forward(LEASE.plusSeconds(1));
    records.keep(lease, ok(), soon());

    assertThat(claim("f")).isEqualTo(new Claim.FinishedBefore(ok()));
  }

  @Test
  void keysOfOtherCallsAndAccountsAreOthers() {
    AccountId account = key.account();
    String longest = "~".repeat(128);
    for (IdempotencyRecords.RecordKey each :
        List.of(
            key,
            new IdempotencyRecords.RecordKey(account, new CallId("call@1"), "KEY"),
            new IdempotencyRecords.RecordKey(account, new CallId("call@2"), "key"),
            new IdempotencyRecords.RecordKey(account, new CallId("c".repeat(256)), longest),
            new IdempotencyRecords.RecordKey(Scopes.account(), new CallId("call@1"), "key"))) {
      assertThat(records.claim(each, "f", soon())).isInstanceOf(Claim.Granted.class);
    }
  }

  @Test
  void ofConcurrentClaimsExactlyOneIsGranted() {
    List<Claim> claims = Writers.together(8, 1, writer -> claim("f"));

    assertThat(claims.stream().filter(Claim.Granted.class::isInstance)).hasSize(1);
    assertThat(claims.stream().filter(Claim.StillRunning.class::isInstance)).hasSize(7);
  }

  Claim claim(String fingerprint) {
    return records.claim(key, fingerprint, soon());
  }

  Lease granted() {
    Claim claim = claim("f");
    assertThat(claim).isInstanceOf(Claim.Granted.class);
    return ((Claim.Granted) claim).lease();
  }

  static RecordedResult ok() {
    return new RecordedResult("sent", Json.object().put("message", "metaflow sent"));
  }

  static Deadline soon() {
    return in(30_000);
  }

  static Deadline in(long millis) {
    return Deadline.in(Duration.ofMillis(millis));
  }
}
