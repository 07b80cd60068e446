package io.metaflows.store;

import io.metaflows.metaflow.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The one update that does a write of a document or a tombstone. However often it is sent, it is
 * the same.
 *
 * @param text the document; empty for a tombstone
 * @param digest of the text
 * @param writeId random, and this update's own
 * @param at when the update was made
 * @param expires when a tombstone may be deleted
 */
record DocumentUpdate(
    Scope scope,
    Optional<String> text,
    String digest,
    DocumentCondition condition,
    String writeId,
    Instant at,
    Instant expires) {

  static final String LAYOUT = "1";

  private static final String SET_ALL_BUT_DOC =
      "SET #digest = :digest, #writeId = :own, #at = :at, #v = :v";
  static final String PUT = SET_ALL_BUT_DOC + ", #doc = :doc REMOVE #expires ADD #n :one";
  static final String DELETE = SET_ALL_BUT_DOC + ", #expires = :expires REMOVE #doc ADD #n :one";

  private static final Map<String, String> NAMES =
      Map.of(
          "#doc", DocumentItem.DOC,
          "#n", DocumentItem.N,
          "#digest", DocumentItem.DIGEST,
          "#writeId", DocumentItem.WRITE_ID,
          "#at", DocumentItem.AT,
          "#expires", DocumentItem.EXPIRES,
          "#v", DocumentItem.V);

  UpdateItemRequest request(String table) {
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    values.put(":digest", AttributeValue.fromS(digest));
    values.put(":own", AttributeValue.fromS(writeId));
    values.put(":at", AttributeValue.fromS(DocumentItem.text(at)));
    values.put(":v", AttributeValue.fromN(LAYOUT));
    values.put(":one", AttributeValue.fromN("1"));
    text.ifPresentOrElse(
        doc -> values.put(":doc", AttributeValue.fromS(doc)),
        () ->
            values.put(":expires", AttributeValue.fromN(Long.toString(expires.getEpochSecond()))));
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
