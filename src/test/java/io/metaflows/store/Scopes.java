package io.metaflows.store;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Scope;
import java.util.concurrent.atomic.AtomicInteger;

/** Scopes that no other test has. */
final class Scopes {

  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private Scopes() {}

  static AccountId account() {
    return new AccountId("account" + ACCOUNTS.incrementAndGet());
  }

  static Scope fresh() {
    return new Scope.Account(account());
  }
}
