package io.metaflows.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SECURITY.md names tests: they have to be there, on the JVM and on the executable. */
class SecurityPolicyTest {

  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT))`");

  private static Set<String> classes(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java", folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void everyTestThatItNamesIsThere() throws IOException {
    Set<String> classes = classes("");
    Set<String> named = new TreeSet<>();
    NAMED
        .matcher(Files.readString(Path.of("SECURITY.md")))
        .results()
        .forEach(result -> named.add(result.group(1)));

    assertThat(named).hasSizeGreaterThan(20).isSubsetOf(classes);
  }

  @Test
  void everySuiteOfTheApiRunsOnTheExecutableToo() throws IOException {
    Set<String> classes = classes("io/metaflows/api");
    assertThat(classes.stream().filter(name -> name.endsWith("ApiTest")))
        .isNotEmpty()
        .allMatch(name -> classes.contains(name.replace("ApiTest", "ApiIT")));
  }
}
