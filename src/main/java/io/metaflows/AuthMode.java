package io.metaflows;

/** How a token is judged (contract, section 9). */
public enum AuthMode {
  /** Kazoo itself is asked. */
  KAZOO,
  /** The token is verified here. */
  JWT,
  /** Any token will do; accepted on a developer's machine only. */
  OPEN
}
