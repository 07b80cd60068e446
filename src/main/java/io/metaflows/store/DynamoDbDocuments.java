package io.metaflows.store;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Metaflows;
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
  private final DynamoDbRetries retries;

  /**
   * @param client built with {@link DynamoDbClients#configure}
   * @param clock tells when a document was written
   */
  public DynamoDbDocuments(DynamoDbClient client, StoreSettings settings, Clock clock) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.retries = new DynamoDbRetries(client, settings);
  }

  @Override
  public DocumentRead read(Scope scope, Deadline deadline) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(settings.table())
            .key(DocumentItem.key(scope))
            .consistentRead(true)
            .build();
    DynamoDbResult<GetItemResponse> result =
        retries.read(
            limits -> client.getItem(request.toBuilder().overrideConfiguration(limits).build()),
            deadline);
    return result.fold(
        answer -> read(answer.item()),
        conditionFailed -> StoreUnavailable.INSTANCE,
        () -> StoreUnavailable.INSTANCE,
        () -> StoreUnavailable.INSTANCE,
        () -> {
          throw invalidRequest();
        });
  }

  private static DocumentRead read(Map<String, AttributeValue> item) {
    if (DocumentItem.isUnreadable(item)) {
      return StoreUnavailable.INSTANCE;
    }
    return new DocumentRead.StoredDocument(
        DocumentItem.document(item), DocumentItem.revision(item));
  }

  @Override
  public DocumentsRead readAll(List<Scope> scopes, Deadline deadline) {
    Map<Map<String, AttributeValue>, Scope> asked = new LinkedHashMap<>();
    scopes.forEach(scope -> asked.put(DocumentItem.key(scope), scope));
    Map<Scope, Metaflows> documents = new HashMap<>();
    List<Map<String, AttributeValue>> open = List.copyOf(asked.keySet());
    for (int round = 1; !open.isEmpty(); round++) {
      // A key that DynamoDB did not process does not mean that the scope has no document.
      if (round > 1 && !DynamoDbRetries.pause(round - 1, deadline)) {
        return StoreUnavailable.INSTANCE;
      }
      Optional<BatchGetItemResponse> answer = ask(open, deadline);
      if (answer.isEmpty()) {
        return StoreUnavailable.INSTANCE;
      }
      for (Map<String, AttributeValue> item :
          answer.get().responses().getOrDefault(settings.table(), List.of())) {
        if (DocumentItem.isUnreadable(item)) {
          return StoreUnavailable.INSTANCE;
        }
        Scope scope = asked.get(keyOf(item));
        DocumentItem.document(item).ifPresent(document -> documents.put(scope, document));
      }
      KeysAndAttributes unprocessed = answer.get().unprocessedKeys().get(settings.table());
      open = unprocessed == null ? List.of() : unprocessed.keys();
    }
    return new DocumentsRead.StoredDocuments(documents);
  }

  private Optional<BatchGetItemResponse> ask(
      List<Map<String, AttributeValue>> keys, Deadline deadline) {
    BatchGetItemRequest request =
        BatchGetItemRequest.builder()
            .requestItems(
                Map.of(
                    settings.table(),
                    KeysAndAttributes.builder().keys(keys).consistentRead(true).build()))
            .build();
    DynamoDbResult<BatchGetItemResponse> result =
        retries.read(
            limits ->
                client.batchGetItem(request.toBuilder().overrideConfiguration(limits).build()),
            deadline);
    return result.fold(
        Optional::of,
        conditionFailed -> Optional.empty(),
        Optional::empty,
        Optional::empty,
        () -> {
          throw invalidRequest();
        });
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Map.of(
        DocumentItem.PK, item.get(DocumentItem.PK), DocumentItem.SK, item.get(DocumentItem.SK));
  }

  private static IllegalStateException invalidRequest() {
    return new IllegalStateException("DynamoDB refuses a request of this service as invalid");
  }

  @Override
  public Written put(
      Scope scope, Metaflows document, Precondition precondition, Deadline deadline) {
    return write(scope, Optional.of(document.text()), precondition, deadline);
  }

  @Override
  public Written delete(Scope scope, Precondition precondition, Deadline deadline) {
    return write(scope, Optional.empty(), precondition, deadline);
  }

  private Written write(
      Scope scope, Optional<String> text, Precondition precondition, Deadline deadline) {
    DocumentWrite write = new DocumentWrite(scope, text, precondition, settings.tombstonesKept());
    return send(write.update(clock.instant()), write, deadline);
  }

  private Written send(DocumentUpdate update, DocumentWrite write, Deadline deadline) {
    UpdateItemRequest request = update.request(settings.table());
    DynamoDbResult<UpdateItemResponse> result =
        retries.write(
            limits -> client.updateItem(request.toBuilder().overrideConfiguration(limits).build()),
            deadline);
    return result.fold(
        answer -> done(update, DocumentItem.revision(answer.attributes())),
        failed -> afterFailedCondition(update, write, failed.item(), failed.doubtful(), deadline),
        () -> StoreUnavailable.INSTANCE,
        () -> Written.OutcomeUnknown.INSTANCE,
        () -> {
          throw invalidRequest();
        });
  }

  private static Written done(DocumentUpdate update, Optional<Revision> before) {
    long writes = before.map(Revision::writes).orElse(0L) + 1;
    return new Written.Done(before, new Revision(writes, update.digest()));
  }

  private Written afterFailedCondition(
      DocumentUpdate update,
      DocumentWrite write,
      Map<String, AttributeValue> item,
      boolean doubtful,
      Deadline deadline) {
    Optional<Revision> current = DocumentItem.revision(item);
    if (DocumentItem.isWrittenBy(update.writeId(), item)) {
      return current
          .<Written>map(own -> new Written.Done(Optional.empty(), own))
          .orElse(Written.OutcomeUnknown.INSTANCE);
    }
    boolean exists = item.containsKey(DocumentItem.DOC);
    if (write.text().isEmpty() && !exists && !write.precondition().hasMatch()) {
      return new Written.NothingThere(current);
    }
    // An item without a revision was never written, so this write did not reach it either. Any
    // other item may have been written after an attempt of this write that got no answer.
    if (doubtful && current.isPresent()) {
      return Written.OutcomeUnknown.INSTANCE;
    }
    if (current.isPresent() && write.isAllowedOver(exists, current.get())) {
      return sendAgain(write, current.get(), deadline);
    }
    return new Written.PreconditionFailed(current);
  }

  /**
   * The precondition holds, but the item was written after the update was made, or by a clock that
   * is ahead. The next update names the revision that it replaces, so it needs no times.
   */
  private Written sendAgain(DocumentWrite write, Revision current, Deadline deadline) {
    return deadline.passed()
        ? StoreUnavailable.INSTANCE
        : send(write.updateOver(current, clock.instant()), write, deadline);
  }
}
