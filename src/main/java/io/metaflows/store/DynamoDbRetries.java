package io.metaflows.store;

import io.metaflows.metaflow.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Sends a request to DynamoDB, and sends it again as long as that is safe and useful. It records
 * whether an attempt may have taken effect (docs/revisions.md#retries).
 *
 * <p>The SDK's own retries are switched off, and this loop replaces them. They would hide how the
 * attempts before the last one ended, which decides between "not written" and "unknown": a
 * condition that fails after a reset connection may fail because of this write itself. An
 * interceptor of the SDK cannot decide it either. It sees the last failure only, and a refused
 * connection looks to it like one that broke after the request was sent.
 */
final class DynamoDbRetries {

  private static final Logger LOG = Logger.getLogger(DynamoDbRetries.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final int DOUBLINGS = 3;

  private final StoreSettings settings;

  DynamoDbRetries(DynamoDbClient client, StoreSettings settings) {
    int attempts =
        client
            .serviceClientConfiguration()
            .overrideConfiguration()
            .retryStrategy()
            .map(strategy -> strategy.maxAttempts())
            .orElse(1);
    if (attempts != 1) {
      throw new IllegalArgumentException(
          "the DynamoDB client must not retry by itself: build it with DynamoDbClients.configure");
    }
    this.settings = settings;
  }

  /** Sends a request that changes nothing. If all attempts fail, it is not done. */
  <A> DynamoDbResult<A> read(
      Function<AwsRequestOverrideConfiguration, A> request, Deadline deadline) {
    return send(request, false, deadline);
  }

  /** Sends a request that is safe to be sent again: its condition finds an earlier attempt. */
  <A> DynamoDbResult<A> write(
      Function<AwsRequestOverrideConfiguration, A> request, Deadline deadline) {
    return send(request, true, deadline);
  }

  private <A> DynamoDbResult<A> send(
      Function<AwsRequestOverrideConfiguration, A> request, boolean writes, Deadline deadline) {
    Deadline undoubted = Deadline.in(deadline.atMost(settings.callTimeout()));
    boolean doubtful = false;
    for (int attempt = 1; ; attempt++) {
      Deadline end = doubtful ? deadline : undoubted;
      Duration timeout = end.atMost(settings.attemptTimeout());
      if (timeout.isZero()) {
        return ended(doubtful);
      }
      try {
        return new DynamoDbResult.Answered<>(request.apply(within(timeout)));
      } catch (ConditionalCheckFailedException e) {
        return new DynamoDbResult.ConditionFailed<>(ReadableItem.of(e.item()), doubtful);
      } catch (SdkException e) {
        AttemptFailure failure = AttemptFailure.of(e);
        if (isInvalid(failure) && !doubtful) {
          LOG.errorf("DynamoDB, table %s: %s", settings.table(), AttemptFailure.describe(e));
          return new DynamoDbResult.InvalidRequest<>(failure == AttemptFailure.TOO_LARGE);
        }
        LOG.warnf("DynamoDB, table %s: %s", settings.table(), AttemptFailure.describe(e));
        doubtful |= writes && failure == AttemptFailure.UNKNOWN;
        boolean exhausted = !doubtful && attempt >= settings.attempts();
        if (exhausted || failure == AttemptFailure.POINTLESS || isInvalid(failure)) {
          return ended(doubtful);
        }
      } catch (RuntimeException | StackOverflowError unreadable) {
        // The SDK wraps the failures that it expects. Any other one comes from an answer that it
        // cannot read, such as one that is nested too deep, and tells nothing about the write.
        LOG.warnf(
            "DynamoDB, table %s: %s", settings.table(), unreadable.getClass().getSimpleName());
        doubtful |= writes;
        if (!doubtful && attempt >= settings.attempts()) {
          return ended(doubtful);
        }
      }
      if (!pause(attempt, doubtful ? deadline : undoubted)) {
        return ended(doubtful);
      }
    }
  }

  private static boolean isInvalid(AttemptFailure failure) {
    return failure == AttemptFailure.INVALID || failure == AttemptFailure.TOO_LARGE;
  }

  /** Waits before the next attempt; false if there is no time left, or on an interruption. */
  static boolean pause(int attempt, Deadline end) {
    long most = FIRST_PAUSE_MILLIS << Math.min(attempt - 1, DOUBLINGS);
    Duration pause = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most) + 1);
    if (pause.compareTo(end.left()) >= 0) {
      return false;
    }
    try {
      Thread.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static AwsRequestOverrideConfiguration within(Duration timeout) {
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout).build();
  }

  private static <A> DynamoDbResult<A> ended(boolean doubtful) {
    return doubtful ? new DynamoDbResult.Unsettled<>() : new DynamoDbResult.NotDone<>();
  }
}
