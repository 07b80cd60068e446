package io.metaflows;

/** Which routes a function answers (contract, section 10). */
public enum Serves {
  DOCUMENTS,
  CHANNELS,
  ALL
}
