package io.metaflows.metaflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Values that tests of several packages use. */
public final class Given {

  public static final AccountId ACCOUNT = new AccountId("acc");
  public static final Scope THE_ACCOUNT = new Scope.Account(ACCOUNT);
  public static final Scope THE_DEVICE = new Scope.Device(ACCOUNT, "d1");
  public static final Scope THE_USER = new Scope.User(ACCOUNT, "u1");

  private Given() {}

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
