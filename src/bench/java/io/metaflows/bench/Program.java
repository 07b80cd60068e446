package io.metaflows.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function as it is started.
 *
 * @param environment all of it: nothing is inherited
 */
record Program(List<String> command, Map<String, String> environment) {

  Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  Program with(Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(environment);
    all.putAll(more);
    return new Program(command, all);
  }
}
