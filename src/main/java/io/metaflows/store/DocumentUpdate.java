package io.metaflows.store;

import io.metaflows.metaflow.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One write of a document or a tombstone, as the one update that does it. However often it is sent,
 * it is the same.
 *
 * @param text the document; empty for a tombstone
 * @param digest of the text
 * @param writeId random: this write's own
 */
record DocumentUpdate(
    Scope scope,
    Optional<String> text,
    String digest,
    Precondition precondition,
    String writeId,
    Instant at) {

  static final String LAYOUT = "1";

  private static final String SET_ALL_BUT_DOC =
      "SET #digest = :digest, #writeId = :own, #at = :at, #v = :v";
  static final String PUT = SET_ALL_BUT_DOC + ", #doc = :doc ADD #n :one";
  static final String DELETE = SET_ALL_BUT_DOC + " REMOVE #doc ADD #n :one";

  private static final Map<String, String> NAMES =
      Map.of(
          "#doc", DocumentItem.DOC,
          "#n", DocumentItem.N,
          "#digest", DocumentItem.DIGEST,
          "#writeId", DocumentItem.WRITE_ID,
          "#at", DocumentItem.AT,
          "#v", DocumentItem.V);

  static DocumentUpdate of(
      Scope scope, Optional<String> text, Precondition precondition, Instant at) {
    String digest = DocumentItem.digestOf(text.orElse(""));
    return new DocumentUpdate(scope, text, digest, precondition, UUID.randomUUID().toString(), at);
  }

  UpdateItemRequest request(String table) {
    DocumentCondition condition = DocumentCondition.of(precondition);
    if (text.isEmpty()) {
      condition.andSomethingThere();
    }
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    values.put(":digest", AttributeValue.fromS(digest));
    values.put(":own", AttributeValue.fromS(writeId));
    values.put(":at", AttributeValue.fromS(at.toString()));
    values.put(":v", AttributeValue.fromN(LAYOUT));
    values.put(":one", AttributeValue.fromN("1"));
    text.ifPresent(doc -> values.put(":doc", AttributeValue.fromS(doc)));
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(DocumentItem.key(scope))
        .updateExpression(text.isPresent() ? PUT : DELETE)
        .conditionExpression(condition.expression())
        .expressionAttributeNames(NAMES)
        .expressionAttributeValues(values)
        // The old item holds the revision before, and so the one after: the update adds one.
        .returnValues(ReturnValue.ALL_OLD)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }
}
