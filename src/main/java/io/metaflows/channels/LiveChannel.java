package io.metaflows.channels;

import io.metaflows.metaflow.AccountId;
import io.metaflows.metaflow.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One leg of a live call, as a switch knows it (docs/matching.md#scopes).
 *
 * @param device the device of the leg, where the switch names one
 * @param user the user of the leg, where the switch names one
 */
public record LiveChannel(
    AccountId account, Optional<Scope.Device> device, Optional<Scope.User> user)
    implements ChannelLookup {

  /**
   * The scopes whose metaflows apply to the channel, each overriding those before it: the account,
   * the device, the user.
   */
  public List<Scope> scopes() {
    List<Scope> scopes = new ArrayList<>(3);
    scopes.add(new Scope.Account(account));
    device.ifPresent(scopes::add);
    user.ifPresent(scopes::add);
    return List.copyOf(scopes);
  }

  @Override
  public <T> T fold(Function<LiveChannel, T> live, Function<SwitchFailure, T> failed) {
    return live.apply(this);
  }
}
