package io.metaflows.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The function in Node.js that does the same work, where Node.js is at hand. */
final class NodePeer {

  private static final Path SOURCES = Path.of("src/bench/node");
  private static final int OLDEST = 20;

  private final Path node;
  private final Path folder;
  private final String version;

  private NodePeer(Path node, Path folder, String version) {
    this.node = node;
    this.folder = folder;
    this.version = version;
  }

  /** Puts it together; where that does not work, says why and goes on without. */
  static Optional<NodePeer> install(Path folder) throws InterruptedException {
    Optional<Path> node = Commands.find("node");
    Optional<Path> npm = Commands.find("npm");
    if (node.isEmpty() || npm.isEmpty()) {
      return without((node.isEmpty() ? "node" : "npm") + " is not on the path");
    }
    try {
      Files.createDirectories(folder);
      String version = Commands.run(List.of(node.get().toString(), "--version"), folder).strip();
      if (Integer.parseInt(version.replaceAll("^v(\\d+).*", "$1")) < OLDEST) {
        return without("it needs Node.js " + OLDEST + ", and this is " + version);
      }
      if (!isInstalled(folder)) {
        for (String file : List.of("package.json", "package-lock.json", "peer.js")) {
          Files.copy(
              SOURCES.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Commands.run(List.of(npm.get().toString(), "ci", "--no-audit", "--no-fund"), folder);
      }
      return Optional.of(new NodePeer(node.get(), folder, version));
    } catch (IOException e) {
      return without(e.getMessage());
    }
  }

  private static boolean isInstalled(Path folder) throws IOException {
    Path lock = folder.resolve("package-lock.json");
    Path program = folder.resolve("peer.js");
    return Files.exists(folder.resolve("node_modules"))
        && Files.exists(lock)
        && Files.exists(program)
        && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0
        && Files.mismatch(program, SOURCES.resolve("peer.js")) < 0;
  }

  private static Optional<NodePeer> without(String reason) {
    System.out.println("Without the Node.js function: " + reason);
    return Optional.empty();
  }

  String version() {
    return version;
  }

  Program program(Map<String, String> environment) {
    return new Program(List.of(node.toString(), folder.resolve("peer.js").toString()), environment);
  }
}
