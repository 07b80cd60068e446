package io.metaflows.store;

import io.metaflows.metaflow.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Takes the place of an earlier id in an item that was written less often. */
  static final String NO_ID = "-";

  /** All values are those before the update, so each id moves on by one place. */
  private static final String SET_IDS =
      "#writeId = :own, #writeId2 = if_not_exists(#writeId, :none),"
          + " #writeId3 = if_not_exists(#writeId2, :none),"
          + " #writeId4 = if_not_exists(#writeId3, :none)";

  private static final String SET_ALL_BUT_DOC =
      "SET #digest = :digest, " + SET_IDS + ", #at = :at, #v = :v";
  static final String PUT = SET_ALL_BUT_DOC + ", #doc = :doc REMOVE #expires ADD #n :one";
  static final String DELETE = SET_ALL_BUT_DOC + ", #expires = :expires REMOVE #doc ADD #n :one";

  private static final Map<String, String> NAMES =
      Stream.concat(
              Stream.of(
                  DocumentItem.DOC,
                  DocumentItem.N,
                  DocumentItem.DIGEST,
                  DocumentItem.WRITE_ID,
                  DocumentItem.AT,
                  DocumentItem.EXPIRES,
                  DocumentItem.V),
              DocumentItem.EARLIER_WRITE_IDS.stream())
          .collect(Collectors.toUnmodifiableMap(name -> "#" + name, name -> name));

  UpdateItemRequest request(String table) {
    Map<String, AttributeValue> values = new HashMap<>(condition.values());
    values.put(":digest", AttributeValue.fromS(digest));
    values.put(":own", AttributeValue.fromS(writeId));
    values.put(":none", AttributeValue.fromS(NO_ID));
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
