package io.metaflows.kazoo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.channels.LiveChannel;
import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Scope;
import java.util.Optional;

/** Reads Kazoo's description of a live channel (docs/kazoo.md#requests). */
final class KazooChannel {

  private KazooChannel() {}

  /** The channel. An id that is not well-formed, or is not a text, counts as absent. */
  static LiveChannel read(AccountId account, ObjectNode channel) {
    Optional<Scope.Device> device =
        authorizing("device", channel).flatMap(id -> Scope.Device.parse(account, id));
    Optional<Scope.User> user =
        text(channel, "owner_id")
            .flatMap(id -> Scope.User.parse(account, id))
            .or(() -> authorizing("user", channel).flatMap(id -> Scope.User.parse(account, id)));
    return new LiveChannel(account, device, user);
  }

  private static Optional<String> authorizing(String type, ObjectNode channel) {
    return text(channel, "authorizing_type")
        .filter(type::equals)
        .flatMap(same -> text(channel, "authorizing_id"));
  }

  private static Optional<String> text(ObjectNode channel, String key) {
    return Optional.ofNullable(channel.path(key).textValue());
  }
}
