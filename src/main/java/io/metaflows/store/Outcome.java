package io.metaflows.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What came of a request to DynamoDB, all its attempts taken together.
 *
 * @param <A> the answer
 */
sealed interface Outcome<A> {

  /** DynamoDB did it, and says so. */
  record Answered<A>(A answer) implements Outcome<A> {}

  /**
   * The request's condition does not hold.
   *
   * @param item what is stored instead; empty where nothing is
   * @param doubtful an earlier attempt may have taken effect
   */
  record ConditionFailed<A>(Map<String, AttributeValue> item, boolean doubtful)
      implements Outcome<A> {}

  /** Nothing was read or written. */
  record NotDone<A>() implements Outcome<A> {}

  /** A write that may have taken effect, or may still. */
  record Unsettled<A>() implements Outcome<A> {}
}
