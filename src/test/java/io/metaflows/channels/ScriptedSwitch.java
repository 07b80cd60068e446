package io.metaflows.channels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Deadline;
import io.metaflows.metaflow.Given;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** A switch that answers what a test has written down, and remembers what it was told to run. */
final class ScriptedSwitch implements Switch {

  private final List<ObjectNode> ran = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Lookup lookup = new Lookup.Live(Given.json("{}"));
  private volatile Supplier<Run> answer = Run.Accepted::new;

  /** A live channel of that description. */
  void live(String channel) {
    lookup = new Lookup.Live(Given.json(channel));
  }

  void finds(Lookup answer) {
    lookup = answer;
  }

  void runs(Run then) {
    answer = () -> then;
  }

  void runs(Supplier<Run> then) {
    answer = then;
  }

  /** The nodes that it was told to run, the refused ones too. */
  List<ObjectNode> ran() {
    return List.copyOf(ran);
  }

  /** The requests that it got, in their order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Lookup find(Target target, Deadline deadline) {
    asked.add("GET " + target.call().value());
    return lookup;
  }

  @Override
  public Run run(Target target, ObjectNode node, Deadline deadline) {
    asked.add("PUT " + target.call().value());
    ran.add(node.deepCopy());
    return answer.get();
  }
}
