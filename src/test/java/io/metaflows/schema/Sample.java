package io.metaflows.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.metaflow.Metaflows;
import io.metaflows.metaflow.Scope;
import io.metaflows.testing.TestingSettings;

/** JSON in tests, written with single quotes. */
final class Sample {

  static final DocumentLimits LIMITS = TestingSettings.defaults().limits();
  static final Schemas SCHEMAS = Schemas.with(UnknownModules.ACCEPT, LIMITS);
  static final Schemas REJECTING = Schemas.with(UnknownModules.REJECT, LIMITS);

  static final Scope ACCOUNT = new Scope.Account(new AccountId("acc"));
  static final Scope USER = new Scope.User(new AccountId("acc"), "u1");

  private Sample() {}

  static JsonNode json(String singleQuoted) {
    try {
      return Json.mapper().readTree(singleQuoted.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(singleQuoted, e);
    }
  }

  static ObjectNode object(String singleQuoted) {
    return (ObjectNode) json(singleQuoted);
  }

  /** A document with that one node under number 1. */
  static ObjectNode node(String singleQuoted) {
    return object("{'numbers':{'1':" + singleQuoted + "}}");
  }

  static ObjectNode pattern(String regex) {
    ObjectNode document = object("{'patterns':{}}");
    document.withObject("/patterns").set(regex, json("{'module':'hangup'}"));
    return document;
  }

  static ObjectNode accepted(ObjectNode document) {
    return SCHEMAS
        .checkDocument(document)
        .fold(
            Metaflows::toJson,
            failures -> {
              throw new AssertionError("refused: " + failures);
            });
  }

  static ObjectNode refused(ObjectNode document) {
    return refused(SCHEMAS.checkDocument(document));
  }

  static ObjectNode refused(Verdict<?> verdict) {
    return verdict.fold(
        value -> {
          throw new AssertionError("accepted: " + value);
        },
        failures -> failures);
  }

  /** A stored document as it is answered. */
  static ObjectNode filledDocument(ObjectNode document, boolean accountScope) {
    return SCHEMAS.filled(Metaflows.of(document), accountScope ? ACCOUNT : USER);
  }

  /** A metaflow as it is sent. */
  static ObjectNode filledNode(ObjectNode node) {
    return SCHEMAS.filled(Metaflow.of(node)).toJson();
  }
}
