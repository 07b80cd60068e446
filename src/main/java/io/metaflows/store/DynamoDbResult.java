package io.metaflows.store;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The result of a request to DynamoDB after all its attempts.
 *
 * @param <A> the answer of DynamoDB
 */
sealed interface DynamoDbResult<A> {

  /** The value that belongs to this result: one function for each alternative. */
  <T> T fold(
      Function<A, T> answered,
      Function<ConditionFailed<A>, T> conditionFailed,
      Supplier<T> notDone,
      Supplier<T> unsettled,
      Function<InvalidRequest<A>, T> invalid);

  /** DynamoDB has answered that the request was done. */
  record Answered<A>(A answer) implements DynamoDbResult<A> {
    @Override
    public <T> T fold(
        Function<A, T> answered,
        Function<ConditionFailed<A>, T> conditionFailed,
        Supplier<T> notDone,
        Supplier<T> unsettled,
        Function<InvalidRequest<A>, T> invalid) {
      return answered.apply(answer);
    }
  }

  /**
   * The condition of the request does not hold.
   *
   * @param item what is stored; empty where nothing is
   * @param doubtful whether an earlier attempt may have taken effect
   */
  record ConditionFailed<A>(Map<String, AttributeValue> item, boolean doubtful)
      implements DynamoDbResult<A> {
    @Override
    public <T> T fold(
        Function<A, T> answered,
        Function<ConditionFailed<A>, T> conditionFailed,
        Supplier<T> notDone,
        Supplier<T> unsettled,
        Function<InvalidRequest<A>, T> invalid) {
      return conditionFailed.apply(this);
    }
  }

  /** Nothing was read or written. */
  record NotDone<A>() implements DynamoDbResult<A> {
    @Override
    public <T> T fold(
        Function<A, T> answered,
        Function<ConditionFailed<A>, T> conditionFailed,
        Supplier<T> notDone,
        Supplier<T> unsettled,
        Function<InvalidRequest<A>, T> invalid) {
      return notDone.get();
    }
  }

  /** A write may have taken effect, or may still take effect. */
  record Unsettled<A>() implements DynamoDbResult<A> {
    @Override
    public <T> T fold(
        Function<A, T> answered,
        Function<ConditionFailed<A>, T> conditionFailed,
        Supplier<T> notDone,
        Supplier<T> unsettled,
        Function<InvalidRequest<A>, T> invalid) {
      return unsettled.get();
    }
  }

  /**
   * DynamoDB finds the request invalid, which is a fault of this service. Nothing was written.
   *
   * @param itemTooLarge whether the reason is the size of the item
   */
  record InvalidRequest<A>(boolean itemTooLarge) implements DynamoDbResult<A> {
    @Override
    public <T> T fold(
        Function<A, T> answered,
        Function<ConditionFailed<A>, T> conditionFailed,
        Supplier<T> notDone,
        Supplier<T> unsettled,
        Function<InvalidRequest<A>, T> invalid) {
      return invalid.apply(this);
    }
  }
}
