package io.metaflows.channels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.EntryKind;
import io.metaflows.metaflow.Json;
import io.metaflows.metaflow.MatchedEntry;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.metaflow.Scope;
import io.metaflows.store.RecordedResult;
import java.util.Optional;

/**
 * Writes the results of triggers that an idempotency record keeps, and reads them back
 * (docs/triggers.md#idempotency).
 */
final class RecordedOutcome {

  private static final String SENT = "sent";
  private static final String INVALID = "invalid";
  private static final String NO_RIGHT = "no_right";
  private static final String NOT_LIVE = "not_live";
  private static final String REFUSED = "refused";

  private static final String METAFLOW = "metaflow";
  private static final String ENTRY = "entry";
  private static final String SCOPE = "scope";
  private static final String ID = "id";
  private static final String KIND = "kind";
  private static final String NAME = "name";
  private static final String MESSAGE = "message";
  private static final String DATA = "data";
  private static final String REASON = "reason";

  private RecordedOutcome() {}

  /** Of an inline metaflow only the module is kept: the answer to it is a text. */
  static RecordedResult sent(SelectedMetaflow selected) {
    ObjectNode details = Json.object();
    selected
        .entry()
        .ifPresentOrElse(
            entry -> {
              details.set(METAFLOW, selected.metaflow().toJson());
              details.set(ENTRY, json(entry));
            },
            () -> details.putObject(METAFLOW).put(Metaflow.MODULE, selected.metaflow().module()));
    return new RecordedResult(SENT, details);
  }

  static RecordedResult invalid(RunResult.NodeRejected rejected) {
    ObjectNode details = Json.object().put(MESSAGE, rejected.message());
    details.set(DATA, rejected.data());
    return new RecordedResult(INVALID, details);
  }

  static RecordedResult noRight() {
    return new RecordedResult(NO_RIGHT, Json.object());
  }

  static RecordedResult notLive() {
    return new RecordedResult(NOT_LIVE, Json.object());
  }

  static RecordedResult refused(SwitchFailure.Refused refused) {
    return new RecordedResult(REFUSED, Json.object().put(REASON, refused.reason()));
  }

  /** The result that was recorded; empty where another version of this service wrote it. */
  static Optional<TriggerResult> read(RecordedResult recorded, AccountId account) {
    ObjectNode details = recorded.details();
    return switch (recorded.outcome()) {
      case SENT -> selected(details, account).map(TriggerResult.MetaflowSent::new);
      case INVALID ->
          Optional.of(
              new TriggerResult.NodeInvalid(details.path(MESSAGE).asText(), details.path(DATA)));
      case NO_RIGHT -> Optional.of(new TriggerResult.SwitchFailed(SwitchFailure.NO_RIGHT));
      case NOT_LIVE -> Optional.of(new TriggerResult.SwitchFailed(SwitchFailure.NOT_LIVE));
      case REFUSED ->
          Optional.of(
              new TriggerResult.SwitchFailed(
                  new SwitchFailure.Refused(details.path(REASON).asText())));
      default -> Optional.empty();
    };
  }

  private static ObjectNode json(MatchedEntry entry) {
    ObjectNode json = Json.object().put(SCOPE, entry.scope().kind());
    entry
        .scope()
        .fold(
            account -> json, user -> json.put(ID, user.id()), device -> json.put(ID, device.id()));
    return json.put(KIND, entry.kind().key()).put(NAME, entry.name());
  }

  private static Optional<SelectedMetaflow> selected(ObjectNode details, AccountId account) {
    if (!(details.get(METAFLOW) instanceof ObjectNode metaflow)) {
      return Optional.empty();
    }
    if (!(details.get(ENTRY) instanceof ObjectNode entry)) {
      return Optional.of(new SelectedMetaflow(Metaflow.of(metaflow), Optional.empty()));
    }
    return entry(entry, account)
        .map(stored -> new SelectedMetaflow(Metaflow.of(metaflow), Optional.of(stored)));
  }

  private static Optional<MatchedEntry> entry(ObjectNode json, AccountId account) {
    String id = json.path(ID).asText();
    Optional<? extends Scope> scope =
        switch (json.path(SCOPE).asText()) {
          case "account" -> Optional.of(new Scope.Account(account));
          case "user" -> Scope.User.parse(account, id);
          case "device" -> Scope.Device.parse(account, id);
          default -> Optional.empty();
        };
    return scope.flatMap(
        found ->
            EntryKind.parse(json.path(KIND).asText())
                .map(kind -> new MatchedEntry(found, kind, json.path(NAME).asText())));
  }
}
