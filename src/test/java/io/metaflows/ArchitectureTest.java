package io.metaflows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and which door leads where: dependencies point inward. */
class ArchitectureTest {

  private static final String BASE = "io.metaflows.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.metaflows");

  private static void mayOnlyKnow(String room, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = BASE + room + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = BASE + others[i] + "..";
    }
    classes()
        .that()
        .resideInAPackage(BASE + room + "..")
        .should()
        .onlyDependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are outside the house or in " + String.join(", ", allowed),
                other ->
                    !other.getPackageName().startsWith("io.metaflows")
                        || java.util.Arrays.stream(allowed)
                            .map(name -> name.replace("..", ""))
                            .anyMatch(
                                name ->
                                    other.getPackageName().equals(name)
                                        || other.getPackageName().startsWith(name + "."))))
        .check(CLASSES);
  }

  @Test
  void metaflowKnowsNothingOfOurs() {
    mayOnlyKnow("metaflow");
  }

  @Test
  void schemaStoreAndAuthKnowOnlyWhatAMetaflowIs() {
    mayOnlyKnow("schema", "metaflow", "settings");
    mayOnlyKnow("store", "metaflow", "settings");
    mayOnlyKnow("auth", "metaflow", "settings");
  }

  @Test
  void whatASettingMayBeKnowsNothingOfOurs() {
    mayOnlyKnow("settings");
  }

  @Test
  void channelsKnowNoSwitchByName() {
    mayOnlyKnow("channels", "metaflow", "schema", "store", "auth");
  }

  @Test
  void kazooStandsBehindTheTwoInterfacesItImplements() {
    mayOnlyKnow("kazoo", "metaflow", "settings", "channels", "auth");
  }

  @Test
  void theFrontDoorKnowsNoSwitchByName() {
    mayOnlyKnow("http", "metaflow", "settings", "schema", "store", "auth", "channels");
  }

  @Test
  void whatAMetaflowIsNeedsNoFrameworkAndNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage(BASE + "metaflow..")
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
        .resideOutsideOfPackages(BASE + "store..", "io.metaflows", BASE + "local..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon..")
        .check(CLASSES);
  }
}
