package io.metaflows.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.CallId;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.store.FaultyProxy.Fault;
import io.metaflows.store.IdempotencyRecords.Lease;
import io.metaflows.testing.TestingSettings;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What any store of idempotency records does (contract, section 8). */
abstract class IdempotencyRecordsContract {

  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration A_DAY = Duration.ofHours(24);

  private final AtomicInteger sent = new AtomicInteger();
  private final TickingClock clock = new TickingClock();
  private final IdempotencyRecords.RecordKey key =
      new IdempotencyRecords.RecordKey(Scopes.account(), new CallId("call@1"), "key");
  private final IdempotencyRecords records = records(database().endpoint(), Database.PATIENT);

  abstract Database database();

  @Test
  void aNewKeyIsGranted() {
    assertThat(claim("f")).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void theSameRequestIsInProgressUntilItsLeaseEnds() {
    granted();
    clock.advance(Duration.ofSeconds(2));

    assertThat(claim("f")).isEqualTo(new Claim.StillRunning(Duration.ofSeconds(4)));
    clock.advance(Duration.ofMillis(3_999));
    assertThat(claim("f")).isEqualTo(new Claim.StillRunning(Duration.ofMillis(1)));
  }

  @Test
  void aRequestThatDiedLeavesAnUnknownOutcomeForADay() {
    granted();
    clock.advance(LEASE);
    assertThat(claim("f")).isEqualTo(Claim.EndedUnknown.INSTANCE);

    clock.advance(A_DAY.minus(LEASE).minusSeconds(1));
    assertThat(claim("f")).isEqualTo(Claim.EndedUnknown.INSTANCE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(claim("f")).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void aKeyIsForgottenWhenItIsSet() {
    StoreSettings settings = Database.PATIENT;
    IdempotencyRecords shorter =
        new DynamoDbIdempotencyRecords(
            database().client(settings), settings, kept(LEASE.plusSeconds(4)), LEASE, clock);
    assertThat(shorter.claim(key, "f", soon())).isInstanceOf(Claim.Granted.class);

    clock.advance(LEASE.plusSeconds(3));
    assertThat(shorter.claim(key, "f", soon())).isEqualTo(Claim.EndedUnknown.INSTANCE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(shorter.claim(key, "f", soon())).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void aKeyIsNotForgottenWhileItsRequestMayRun() {
    StoreSettings settings = Database.PATIENT;
    DynamoDbClient client = database().client(settings);
    IdempotencySettings tooShort = kept(LEASE.plusMillis(999));
    assertThatThrownBy(
            () -> new DynamoDbIdempotencyRecords(client, settings, tooShort, LEASE, clock))
        .isInstanceOf(IllegalArgumentException.class);
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
    clock.advance(A_DAY.minusSeconds(1));
    assertThat(claim("f")).isEqualTo(new Claim.FinishedBefore(result));
    clock.advance(Duration.ofSeconds(1));
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
    clock.advance(LEASE);
    assertThat(claim("other")).isEqualTo(Claim.UsedForAnotherRequest.INSTANCE);
    records.keepUnknown(lease, soon());
    assertThat(claim("other")).isEqualTo(Claim.UsedForAnotherRequest.INSTANCE);
    records.keep(lease, ok(), soon());
    assertThat(claim("other")).isEqualTo(Claim.UsedForAnotherRequest.INSTANCE);
    clock.advance(A_DAY);
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
    clock.advance(A_DAY);
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
    clock.advance(LEASE.plusSeconds(1));
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

  @Test
  void eachStepIsOneRequest() {
    Lease lease = granted();
    claim("f");
    records.keep(lease, ok(), soon());
    claim("f");
    records.keepUnknown(lease, soon());
    records.release(lease, soon());

    assertThat(sent).hasValue(6);
  }

  static Stream<Fault> faults() {
    return EnumSet.complementOf(EnumSet.of(Fault.NONE, Fault.UNPROCESSED)).stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachStepSurvivesASingleFault(Fault fault) {
    try (FaultyProxy proxy = new FaultyProxy(database().endpoint(), Duration.ofMillis(500))) {
      IdempotencyRecords faulty =
          records(proxy.endpoint(), fault.stalls() ? Database.HASTY : Database.PATIENT);
      proxy.next(fault);
      Claim claim = faulty.claim(key, "f", soon());
      assertThat(claim).isInstanceOf(Claim.Granted.class);
      Lease lease = ((Claim.Granted) claim).lease();
      assertThat(claim("f")).isEqualTo(new Claim.StillRunning(LEASE));
      proxy.settle();
      proxy.next(fault);
      assertThat(faulty.keep(lease, ok(), soon())).isTrue();
      assertThat(claim("f")).isEqualTo(new Claim.FinishedBefore(ok()));
      proxy.settle();
      proxy.next(fault);
      assertThat(faulty.keepUnknown(lease, soon())).isTrue();
      assertThat(claim("f")).isEqualTo(Claim.EndedUnknown.INSTANCE);
      proxy.settle();
      proxy.next(fault);
      assertThat(faulty.release(lease, soon())).isTrue();
      proxy.settle();
      assertThat(claim("f")).isInstanceOf(Claim.Granted.class);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void underALastingFaultNothingIsGrantedOrKept(Fault fault) {
    Lease lease = granted();
    IdempotencyRecords.RecordKey other =
        new IdempotencyRecords.RecordKey(key.account(), key.call(), "other");
    try (FaultyProxy proxy = new FaultyProxy(database().endpoint(), Duration.ofMillis(500))) {
      proxy.always(fault);
      IdempotencyRecords faulty =
          records(proxy.endpoint(), fault.stalls() ? Database.HASTY : Database.PATIENT);

      assertThat(faulty.claim(other, "f", in(500))).isEqualTo(StoreUnavailable.INSTANCE);
      assertThat(faulty.keep(lease, ok(), in(500))).isFalse();
      proxy.settle();
    }
  }

  @Test
  void aClaimWhoseAnswersWereAllLostLeavesTheKeyFree() {
    try (FaultyProxy proxy = new FaultyProxy(database().endpoint(), Duration.ofMillis(500))) {
      proxy.always(Fault.RESET_AFTER);
      IdempotencyRecords faulty = records(proxy.endpoint(), Database.PATIENT);
      assertThat(faulty.claim(key, "f", in(500))).isEqualTo(StoreUnavailable.INSTANCE);
      proxy.settle();
    }
    assertThat(claim("f")).isInstanceOf(Claim.Granted.class);
  }

  private static IdempotencySettings kept(Duration kept) {
    return TestingSettings.with("metaflows.idempotency.kept", kept.toString()).idempotency();
  }

  private IdempotencyRecords records(URI endpoint, StoreSettings settings) {
    return new DynamoDbIdempotencyRecords(
        Database.client(settings, endpoint, sent),
        settings,
        TestingSettings.defaults().idempotency(),
        LEASE,
        clock);
  }

  private Claim claim(String fingerprint) {
    return records.claim(key, fingerprint, soon());
  }

  private Lease granted() {
    Claim claim = claim("f");
    assertThat(claim).isInstanceOf(Claim.Granted.class);
    return ((Claim.Granted) claim).lease();
  }

  private static RecordedResult ok() {
    return new RecordedResult("sent", Json.object().put("message", "metaflow sent"));
  }

  private static Deadline soon() {
    return in(30_000);
  }

  private static Deadline in(long millis) {
    return Deadline.in(Duration.ofMillis(millis));
  }
}
