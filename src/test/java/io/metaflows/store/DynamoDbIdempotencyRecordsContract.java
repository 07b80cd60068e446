package io.metaflows.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metaflows.store.IdempotencyRecords.Lease;
import io.metaflows.testing.TestingSettings;
import io.metaflows.testing.dynamodb.Database;
import io.metaflows.testing.dynamodb.FaultyProxy;
import io.metaflows.testing.dynamodb.FaultyProxy.Fault;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the store of idempotency records in DynamoDB does besides, on any DynamoDB. */
abstract class DynamoDbIdempotencyRecordsContract extends IdempotencyRecordsContract {

  private final AtomicInteger sent = new AtomicInteger();

  abstract Database database();

  @Override
  IdempotencyRecords records(Duration lease, Duration kept, Clock clock) {
    return records(database().endpoint(), Database.PATIENT, lease, kept, clock);
  }

  private IdempotencyRecords records(URI endpoint, StoreSettings settings) {
    return records(endpoint, settings, LEASE, A_DAY, clock);
  }

  private IdempotencyRecords records(
      URI endpoint, StoreSettings settings, Duration lease, Duration kept, Clock clock) {
    return new DynamoDbIdempotencyRecords(
        Database.client(settings, endpoint, sent),
        settings,
        TestingSettings.with("metaflows.idempotency.kept", kept.toString()).idempotency(),
        lease,
        clock);
  }

  @Test
  void aKeyIsNotForgottenWhileItsRequestMayRun() {
    assertThatThrownBy(() -> records(LEASE, LEASE.plusMillis(999), clock))
        .isInstanceOf(IllegalArgumentException.class);
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
}
