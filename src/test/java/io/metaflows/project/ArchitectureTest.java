package io.metaflows.project;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The packages of the main code, and which may use which. Dependencies point inward: no package but
 * the root package, which puts the parts together, uses {@code kazoo}, {@code http} or {@code
 * lambda}, except that {@code lambda} uses {@code http}.
 */
class ArchitectureTest {

  private static final String BASE = "io.metaflows";

  private static final PackageArrows ARROWS =
      new PackageArrows(
          BASE,
          Map.ofEntries(
              entry("metaflow", Set.of()),
              entry("logging", Set.of()),
              entry("settings", Set.of()),
              entry("outbound", Set.of()),
              entry("schema", Set.of("metaflow", "settings")),
              entry("store", Set.of("metaflow", "settings")),
              entry("auth", Set.of("metaflow", "settings", "outbound")),
              entry("channels", Set.of("metaflow", "schema", "store", "auth", "logging")),
              entry("documents", Set.of("metaflow", "schema", "store", "logging")),
              entry("kazoo", Set.of("metaflow", "settings", "channels", "auth", "outbound")),
              entry(
                  "http",
                  Set.of(
                      "metaflow",
                      "settings",
                      "schema",
                      "store",
                      "auth",
                      "channels",
                      "documents",
                      "logging")),
              entry("lambda", Set.of("metaflow", "http", "logging"))));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @Test
  void everyPackageUsesOnlyWhatIsListedForIt() {
    ARROWS.check(CLASSES);
  }

  /** Nested types too: two things with one name are told apart by nobody. */
  @Test
  void noTwoTypesHaveTheSameName() {
    Map<String, List<String>> byName =
        CLASSES.stream()
            .filter(type -> !type.isAnonymousClass() && !type.getSimpleName().isEmpty())
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    byName.values().removeIf(names -> names.size() == 1);
    assertThat(byName).isEmpty();
  }

  @Test
  void everyPackageThatIsListedExists() {
    assertThat(ARROWS.packagesOf(CLASSES)).containsAll(ARROWS.mayUse().keySet());
  }

  @Test
  void aPackageThatIsNotListedFails() {
    assertThatThrownBy(() -> checkExample(Map.of("http", Set.of())))
        .hasMessageContaining("is in package asterisk, which is not listed");
  }

  @Test
  void aUseThatIsNotListedFails() {
    assertThatThrownBy(() -> checkExample(Map.of("http", Set.of(), "asterisk", Set.of())))
        .hasMessageContaining("package asterisk may not use package http");
  }

  @Test
  void aUseThatIsListedPasses() {
    assertThatCode(() -> checkExample(Map.of("http", Set.of(), "asterisk", Set.of("http"))))
        .doesNotThrowAnyException();
  }

  /** Checks two small packages, of which {@code asterisk} uses {@code http}. */
  private static void checkExample(Map<String, Set<String>> mayUse) {
    String base = "io.metaflows.testing.architecture";
    new PackageArrows(base, mayUse).check(new ClassFileImporter().importPackages(base));
  }

  @Test
  void whatAMetaflowIsNeedsNoFrameworkAndNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage(BASE + ".metaflow..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.quarkus..", "jakarta..", "software.amazon..", "java.net..", "java.nio.file..")
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreSpeaksToDynamoDb() {
    noClasses()
        .that()
        .resideOutsideOfPackages(BASE + ".store..", BASE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }
}
