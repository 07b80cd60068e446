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
import java.util.Set;
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
        answer -> read(ReadableItem.of(answer.item())),
        conditionFailed -> StoreUnavailable.INSTANCE,
        () -> StoreUnavailable.INSTANCE,
        () -> StoreUnavailable.INSTANCE,
        invalid -> {
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
      for (Map<String, AttributeValue> answered : itemsOf(answer.get())) {
        Map<String, AttributeValue> item = ReadableItem.of(answered);
        Scope scope = asked.get(keyOf(item));
        if (scope == null || DocumentItem.isUnreadable(item)) {
          return StoreUnavailable.INSTANCE;
        }
        DocumentItem.document(item).ifPresent(document -> documents.put(scope, document));
      }
      open = unprocessedOf(answer.get());
      if (!asked.keySet().containsAll(open)) {
        return StoreUnavailable.INSTANCE;
      }
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
        invalid -> {
          throw invalidRequest();
        });
  }

  private List<Map<String, AttributeValue>> itemsOf(BatchGetItemResponse answer) {
    List<Map<String, AttributeValue>> items = answer.responses().get(settings.table());
    return items == null ? List.of() : items;
  }

  private List<Map<String, AttributeValue>> unprocessedOf(BatchGetItemResponse answer) {
    KeysAndAttributes unprocessed = answer.unprocessedKeys().get(settings.table());
    return unprocessed == null ? List.of() : unprocessed.keys();
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(Set.of(DocumentItem.PK, DocumentItem.SK));
    return key;
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
    DocumentUpdate update = write.update(clock.instant());
    for (int overtaken = 0; ; overtaken++) {
      DynamoDbResult<UpdateItemResponse> result = send(update, deadline);
      Optional<Revision> replaceable = replaceable(write, update, result);
      if (replaceable.isEmpty()) {
        return written(write, update, result);
      }
      if (overtaken > 0 && !DynamoDbRetries.pause(overtaken, deadline)) {
        return StoreUnavailable.INSTANCE;
      }
      update = write.updateOver(replaceable.get(), clock.instant());
    }
  }

  private DynamoDbResult<UpdateItemResponse> send(DocumentUpdate update, Deadline deadline) {
    UpdateItemRequest request = update.request(settings.table());
    return retries.write(
        limits -> client.updateItem(request.toBuilder().overrideConfiguration(limits).build()),
        deadline);
  }

  /**
   * The revision that the next update has to name. It is present if the precondition holds and
   * nothing was written, because the item was written after the update was made, or by a clock that
   * is ahead. An update that names the revision needs no times.
   */
  private static Optional<Revision> replaceable(
      DocumentWrite write, DocumentUpdate update, DynamoDbResult<UpdateItemResponse> result) {
    return result.fold(
        answer -> Optional.empty(),
        failed -> {
          Optional<Revision> current = DocumentItem.revision(failed.item());
          boolean exists = failed.item().containsKey(DocumentItem.DOC);
          boolean nothingWasWritten =
              !failed.doubtful() && !DocumentItem.isWrittenBy(update.writeId(), failed.item());
          return write.needsTimes() && nothingWasWritten && write.isAllowedOver(exists, current)
              ? current
              : Optional.empty();
        },
        Optional::empty,
        Optional::empty,
        invalid -> Optional.empty());
  }

  private static Written written(
      DocumentWrite write, DocumentUpdate update, DynamoDbResult<UpdateItemResponse> result) {
    return result.fold(
        answer -> done(update, ReadableItem.of(answer.attributes())),
        failed -> afterFailedCondition(write, update, failed.item(), failed.doubtful()),
        () -> StoreUnavailable.INSTANCE,
        () -> Written.OutcomeUnknown.INSTANCE,
        invalid -> {
          if (invalid.itemTooLarge()) {
            return Written.ItemTooLarge.INSTANCE;
          }
          throw invalidRequest();
        });
  }

  private static Written done(DocumentUpdate update, Map<String, AttributeValue> before) {
    Optional<Revision> replaced = DocumentItem.revision(before);
    if (replaced.isEmpty() && !before.isEmpty()) {
      // Without the counter before, the revision of this write is not known.
      return Written.OutcomeUnknown.INSTANCE;
    }
    long writes = replaced.map(Revision::writes).orElse(0L) + 1;
    return new Written.Done(replaced, new Revision(writes, update.digest()));
  }

  private static Written afterFailedCondition(
      DocumentWrite write,
      DocumentUpdate update,
      Map<String, AttributeValue> item,
      boolean doubtful) {
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
    // Where there is no item, no attempt of this write has taken effect. Any item may have been
    // written after an attempt of this write that got no answer.
    if (doubtful && !item.isEmpty()) {
      return Written.OutcomeUnknown.INSTANCE;
    }
    // A condition that holds did not fail: such an answer is wrong.
    return write.isAllowedOver(exists, current)
        ? StoreUnavailable.INSTANCE
        : new Written.PreconditionFailed(current);
  }
}
