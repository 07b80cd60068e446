package io.metaflows;

/** How tokens are checked (docs/authentication.md#modes). */
public enum AuthMode {
  /** Kazoo itself is asked. */
  KAZOO,
  /** The token is verified here. */
  JWT,
  /** Any token will do; accepted on a developer's machine only. */
  OPEN
}
