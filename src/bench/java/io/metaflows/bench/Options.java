package io.metaflows.bench;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What can be chosen, as system properties.
 *
 * @param function the function.zip that is measured
 * @param before another function.zip that takes turns with it, such as that of the last release
 * @param folder for everything that is made on the way
 * @param result the file for the figures
 * @param rounds of cold starts
 * @param requests of each kind to warm functions
 * @param patternSets how many sets of patterns are searched for the worst; 0 for none
 * @param withNode whether the Node.js function is measured as well
 * @param withJmh whether the benchmarks inside one JVM are run as well
 */
record Options(
    Path function,
    Optional<Path> before,
    Path folder,
    Path result,
    int rounds,
    int requests,
    int patternSets,
    boolean withNode,
    boolean withJmh) {

  static Options read() {
    Path target = Path.of("target").toAbsolutePath();
    return new Options(
        Path.of(text("bench.function", target.resolve("function.zip").toString())),
        Optional.of(text("bench.before", "")).filter(file -> !file.isEmpty()).map(Path::of),
        target.resolve("bench"),
        target.resolve("bench.json"),
        Integer.parseInt(text("bench.rounds", "21")),
        Integer.parseInt(text("bench.requests", "1000")),
        Integer.parseInt(text("bench.patterns", "10000")),
        Boolean.parseBoolean(text("bench.node", "true")),
        Boolean.parseBoolean(text("bench.jmh", "true")));
  }

  /** What is empty was not set: Maven hands over every property that it knows. */
  private static String text(String name, String otherwise) {
    String value = System.getProperty(name, "");
    return value.isEmpty() ? otherwise : value;
  }
}
