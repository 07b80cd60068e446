package io.metaflows.metaflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;

/** Values that tests of several packages use. */
public final class Given {

  public static final AccountId ACCOUNT = new AccountId("acc");
  public static final Scope THE_ACCOUNT = new Scope.Account(ACCOUNT);
  public static final Scope THE_DEVICE = new Scope.Device(ACCOUNT, "d1");
  public static final Scope THE_USER = new Scope.User(ACCOUNT, "u1");

  private Given() {}

  /** The metaflow that digits mean, with time enough to find it. */
  public static Optional<MetaflowMatch> match(EffectiveMetaflows metaflows, Digits digits) {
    return metaflows
        .digits(digits, Deadline.in(Duration.ofMinutes(1)))
        .fold(
            Optional::of,
            Optional::empty,
            () -> {
              throw new AssertionError("a minute was not enough");
            });
  }

  /** The metaflow of that text, see {@link #json}. */
  public static Metaflow metaflow(String text) {
    return Metaflow.of(json(text));
  }

  /** The document of that text, see {@link #json}. */
  public static Metaflows metaflows(String text) {
    return Metaflows.of(json(text));
  }

  /** The object of that text, in which a {@code '} stands for a double quote. */
  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
