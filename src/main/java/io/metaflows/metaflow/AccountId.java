package io.metaflows.metaflow;

import java.util.Optional;

/**
 * An account of the telephone system: 1 to 64 of {@code [A-Za-z0-9_-]}, compared as written
 * (docs/api.md#identifiers).
 *
 * @param value the id, never decoded again
 */
public record AccountId(String value) {

  public AccountId {
    Identifiers.require(Identifiers.isScopeId(value), "account_id", value);
  }

  /** The account of that name; empty where the text is not well-formed. */
  public static Optional<AccountId> parse(String text) {
    return Identifiers.isScopeId(text) ? Optional.of(new AccountId(text)) : Optional.empty();
  }
}
