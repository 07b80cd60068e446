package io.metaflows.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import io.metaflows.testing.TestingSettings;

/** JSON in tests, written with single quotes. */
final class Sample {

  static final DocumentLimits LIMITS = TestingSettings.defaults().limits();
  static final Schemas SCHEMAS = Schemas.with(UnknownModules.ACCEPT, LIMITS);
  static final Schemas REJECTING = Schemas.with(UnknownModules.REJECT, LIMITS);

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
    Verdict verdict = SCHEMAS.checkDocument(document);
    if (verdict instanceof Verdict.Accepted accepted) {
      return accepted.value();
    }
    throw new AssertionError("refused: " + verdict);
  }

  static ObjectNode refused(ObjectNode document) {
    return refused(SCHEMAS.checkDocument(document));
  }

  static ObjectNode refused(Verdict verdict) {
    if (verdict instanceof Verdict.Rejected rejected) {
      return rejected.failures();
    }
    throw new AssertionError("accepted: " + verdict);
  }
}
