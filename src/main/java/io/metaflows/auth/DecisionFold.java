package io.metaflows.auth;

/**
 * One function for each alternative of {@link Decision}. A new alternative gets a function here, so
 * that no user of decisions compiles until it handles the new one.
 *
 * @param <T> what a decision is turned into
 */
public interface DecisionFold<T> {

  T allowed();

  T unauthenticated();

  T forbidden();

  T unknownAccount();

  /**
   * @param reason text for the caller; never contains a token
   */
  T unavailable(String reason);
}
