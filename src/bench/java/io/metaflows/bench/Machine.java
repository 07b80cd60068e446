package io.metaflows.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metaflows.metaflow.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the figures were measured on. */
record Machine(String system, String processor, int processors, String java, String node) {

  static Machine here(Optional<NodePeer> peer) {
    return new Machine(
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        processorName().orElse("unknown processor"),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.vm.version"),
        peer.map(NodePeer::version).orElse("none"));
  }

  private static Optional<String> processorName() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** How many wanted a processor in the last minute; negative where nobody knows. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  ObjectNode toJson() {
    return Json.object()
        .put("system", system)
        .put("processor", processor)
        .put("processors", processors)
        .put("java", java)
        .put("node", node);
  }
}
