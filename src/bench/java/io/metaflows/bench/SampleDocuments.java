package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;

/** Documents, small and large. */
final class SampleDocuments {

  /** A limit of the contract. */
  static final int MOST_NODES = 1000;

  private static final int MOST_BYTES = 250_000;
  private static final int NODES_PER_ENTRY = 2;

  private SampleDocuments() {}

  /** What an operator would assign. */
  static ObjectNode small() {
    ObjectNode document = Json.object().put("binding_digit", "*").put("digit_timeout", 1500);
    ObjectNode numbers = document.putObject("numbers");
    numbers.putObject("9").put("module", "hangup").putObject("data");
    numbers.putObject("4").put("module", "hold").putObject("data").put("moh_aleg", "abc");
    ObjectNode transfer =
        document.putObject("patterns").putObject("2(\\d+)").put("module", "transfer");
    transfer.putObject("data").put("takeback_dtmf", "*1");
    return document;
  }

  /** With that many nodes, half of them children, in entries of numbers and patterns. */
  static ObjectNode large(int nodes) {
    ObjectNode document = Json.object().put("binding_digit", "*");
    ObjectNode numbers = document.putObject("numbers");
    ObjectNode patterns = document.putObject("patterns");
    String text = "x".repeat(MOST_BYTES / MOST_NODES * NODES_PER_ENTRY - 320);
    for (int i = 0; i < nodes / NODES_PER_ENTRY; i++) {
      ObjectNode entry =
          i % 2 == 0
              ? numbers.putObject(Integer.toString(1000 + i))
              : patterns.putObject("^8" + (1000 + i) + "(\\d+)$");
      entry.put("module", "tts");
      entry.putObject("data").put("text", text).put("language", "en-us");
      ObjectNode child = entry.putObject("children").putObject("_").put("module", "transfer");
      child
          .putObject("data")
          .put("target", Integer.toString(2000 + i))
          .put("Transfer-Type", "blind");
    }
    return document;
  }

  /** With that many patterns, none of which is found in what {@link #DIGITS} says but the last. */
  static ObjectNode patterns(int count) {
    ObjectNode document = Json.object();
    ObjectNode patterns = document.putObject("patterns");
    for (int i = 1; i < count; i++) {
      transfer(patterns, "^8" + (1000 + i) + "(\\d{2,6})#?$");
    }
    transfer(patterns, "^2(\\d+)$");
    return document;
  }

  static final String DIGITS = "*21234";

  private static void transfer(ObjectNode patterns, String pattern) {
    patterns.putObject(pattern).put("module", "transfer").putObject("data").put("moh", "abc");
  }
}
