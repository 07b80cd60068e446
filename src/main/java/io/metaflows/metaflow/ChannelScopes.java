package io.metaflows.metaflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whose metaflows apply to a channel (contract, section 6). */
public final class ChannelScopes {

  private ChannelScopes() {}

  /**
   * One to three scopes, each overriding those before it: the account, the channel's device, its
   * user. An id that is not well-formed, or no text, is as good as none.
   *
   * @param channel the switch's own description of the channel
   */
  public static List<Scope> of(AccountId account, ObjectNode channel) {
    List<Scope> scopes = new ArrayList<>(3);
    scopes.add(new Scope.Account(account));
    device(account, channel).ifPresent(scopes::add);
    user(account, channel).ifPresent(scopes::add);
    return scopes;
  }

  private static Optional<Scope> device(AccountId account, ObjectNode channel) {
    return authorizing("device", channel).flatMap(id -> Scope.Device.parse(account, id));
  }

  private static Optional<Scope> user(AccountId account, ObjectNode channel) {
    return text(channel, "owner_id")
        .flatMap(id -> Scope.User.parse(account, id))
        .or(() -> authorizing("user", channel).flatMap(id -> Scope.User.parse(account, id)));
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
