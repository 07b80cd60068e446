package io.metaflows.channels;

import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Metaflow;
import io.metaflows.metaflow.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A switch that answers what a test has written down, and remembers what it was told to run. */
final class ScriptedSwitch implements Switch {

  private final List<Metaflow> ran = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Optional<Supplier<ChannelLookup>> lookup = Optional.empty();
  private volatile Optional<String> device = Optional.empty();
  private volatile Optional<String> user = Optional.empty();
  private volatile Deadline deadline;
  private volatile Supplier<RunResult> answer = () -> RunResult.RunAccepted.INSTANCE;

  /** A live channel of neither a device nor a user. */
  void live() {
    lookup = Optional.empty();
  }

  /** A live channel of a device and a user. */
  void live(String deviceId, String userId) {
    device = Optional.of(deviceId);
    user = Optional.of(userId);
  }

  void finds(ChannelLookup answer) {
    finds(() -> answer);
  }

  void finds(Supplier<ChannelLookup> then) {
    lookup = Optional.of(then);
  }

  void runs(RunResult then) {
    answer = () -> then;
  }

  void runs(Supplier<RunResult> then) {
    answer = then;
  }

  /** The metaflows that it was told to run, the refused ones too. */
  List<Metaflow> ran() {
    return List.copyOf(ran);
  }

  /** The requests that it got, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The deadline of the last run. */
  Deadline deadline() {
    return deadline;
  }

  @Override
  public ChannelLookup find(Target target, Deadline deadline) {
    asked.add("GET " + target.call().value());
    return lookup
        .map(Supplier::get)
        .orElseGet(
            () ->
                new LiveChannel(
                    target.account(),
                    device.flatMap(id -> Scope.Device.parse(target.account(), id)),
                    user.flatMap(id -> Scope.User.parse(target.account(), id))));
  }

  @Override
  public RunResult run(Target target, Metaflow metaflow, Deadline deadline) {
    asked.add("PUT " + target.call().value());
    ran.add(metaflow);
    this.deadline = deadline;
    return answer.get();
  }
}
