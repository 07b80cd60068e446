package io.metaflows.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.Scope;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Metaflows documents in a DynamoDB table. */
public final class DynamoDbDocuments implements Documents {

  private final DynamoDbClient client;
  private final StoreSettings settings;
  private final Clock clock;
  private final Requests requests;

  /**
   * @param client built with {@link DynamoDbClients#configure}
   * @param clock tells when a document was written
   */
  public DynamoDbDocuments(DynamoDbClient client, StoreSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.requests = new Requests(client, settings);
  }

  @Override
  public Reading read(Scope scope, Deadline deadline) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(settings.table())
            .key(DocumentItem.key(scope))
            .consistentRead(true)
            .build();
    Outcome<GetItemResponse> outcome =
        requests.read(
            limits -> client.getItem(request.toBuilder().overrideConfiguration(limits).build()),
            deadline);
    if (outcome instanceof Outcome.Answered<GetItemResponse> answered) {
      Map<String, AttributeValue> item = answered.answer().item();
      return new Reading.Found(DocumentItem.document(item), DocumentItem.revision(item));
    }
    return new Unavailable();
  }

  @Override
  public ManyRead readAll(List<Scope> scopes, Deadline deadline) {
    Map<Map<String, AttributeValue>, Scope> asked = new LinkedHashMap<>();
    scopes.forEach(scope -> asked.put(DocumentItem.key(scope), scope));
    Map<Scope, ObjectNode> documents = new HashMap<>();
    List<Map<String, AttributeValue>> open = List.copyOf(asked.keySet());
    for (int round = 1; !open.isEmpty(); round++) {
      // A key that DynamoDB had no time for is not a scope without a document.
      if (round > 1 && !Requests.pause(round - 1, deadline)) {
        return new Unavailable();
      }
      Outcome<BatchGetItemResponse> outcome = ask(open, deadline);
      if (!(outcome instanceof Outcome.Answered<BatchGetItemResponse> answered)) {
        return new Unavailable();
      }
      BatchGetItemResponse answer = answered.answer();
      for (Map<String, AttributeValue> item :
          answer.responses().getOrDefault(settings.table(), List.of())) {
        Scope scope = asked.get(keyOf(item));
        DocumentItem.document(item).ifPresent(document -> documents.put(scope, document));
      }
      KeysAndAttributes unprocessed = answer.unprocessedKeys().get(settings.table());
      open = unprocessed == null ? List.of() : unprocessed.keys();
    }
    return new ManyRead.Found(documents);
  }

  private Outcome<BatchGetItemResponse> ask(
      List<Map<String, AttributeValue>> keys, Deadline deadline) {
    BatchGetItemRequest request =
        BatchGetItemRequest.builder()
            .requestItems(
                Map.of(
                    settings.table(),
                    KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
            .build();
    return requests.read(
        limits -> client.batchGetItem(request.toBuilder().overrideConfiguration(limits).build()),
        deadline);
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Map.of(
        DocumentItem.PK, item.get(DocumentItem.PK), DocumentItem.SK, item.get(DocumentItem.SK));
  }

  @Override
  public Written put(
      Scope scope, ObjectNode document, Precondition precondition, Deadline deadline) {
    Optional<String> text = Optional.of(Json.text(document));
    return write(DocumentUpdate.of(scope, text, precondition, clock.instant()), deadline);
  }

  @Override
  public Written delete(Scope scope, Precondition precondition, Deadline deadline) {
    return write(
        DocumentUpdate.of(scope, Optional.empty(), precondition, clock.instant()), deadline);
  }

  private Written write(DocumentUpdate update, Deadline deadline) {
    UpdateItemRequest request = update.request(settings.table());
    Outcome<UpdateItemResponse> outcome =
        requests.write(
            limits -> client.updateItem(request.toBuilder().overrideConfiguration(limits).build()),
            deadline);
    if (outcome instanceof Outcome.Answered<UpdateItemResponse> answered) {
      Optional<Revision> before = DocumentItem.revision(answered.answer().attributes());
      long writes = before.map(Revision::writes).orElse(0L) + 1;
      return new Written.Done(before, new Revision(writes, update.digest()));
    }
    if (outcome instanceof Outcome.ConditionFailed<UpdateItemResponse> failed) {
      return judge(update, failed.item(), failed.doubtful());
    }
    return outcome instanceof Outcome.Unsettled ? new Written.Unknown() : new Unavailable();
  }

  private static Written judge(
      DocumentUpdate update, Map<String, AttributeValue> item, boolean doubtful) {
    Optional<Revision> current = DocumentItem.revision(item);
    if (DocumentItem.isWrittenBy(update.writeId(), item)) {
      return new Written.Done(Optional.empty(), current.orElseThrow());
    }
    boolean nothingToDelete = update.text().isEmpty() && !item.containsKey(DocumentItem.DOC);
    if (nothingToDelete && update.precondition().match() instanceof Precondition.Tags.Unset) {
      return new Written.NothingThere(current);
    }
    // An item without a revision was never written, by us neither: tombstones stay. Any other one
    // may have been written over ours, whose attempt we have no answer of.
    return doubtful && current.isPresent()
        ? new Written.Unknown()
        : new Written.PreconditionFailed(current);
  }
}
