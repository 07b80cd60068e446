package io.metaflows.project;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages below a base package, and for each the others that it may use. A package that is not
 * listed is a violation by itself, and so is every use that is not listed.
 *
 * @param mayUse by the name below the base package; the base package itself may use all
 */
record PackageArrows(String base, Map<String, Set<String>> mayUse) {

  private static final String LISTED_IN = "; list it in ArchitectureTest if that is intended";

  PackageArrows {
    mayUse = Map.copyOf(mayUse);
  }

  /** Fails on the first violation in these classes, and names every one. */
  void check(JavaClasses classes) {
    ArchRuleDefinition.classes().should(onlyUseWhatIsListed()).check(classes);
  }

  /** The names below the base package that have classes. */
  Set<String> packagesOf(JavaClasses classes) {
    return classes.stream()
        .map(type -> below(type).orElse(""))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private ArchCondition<JavaClass> onlyUseWhatIsListed() {
    return new ArchCondition<>("only use packages that are listed for theirs") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        below(type)
            .filter(name -> !name.isEmpty())
            .ifPresent(name -> PackageArrows.this.check(name, type, events));
      }
    };
  }

  private void check(String from, JavaClass type, ConditionEvents events) {
    Set<String> allowed = mayUse.get(from);
    if (allowed == null) {
      violation(events, type, type.getName() + " is in package " + from + ", which is not listed");
      return;
    }
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      below(dependency.getTargetClass())
          .filter(to -> !to.equals(from) && !allowed.contains(to))
          .ifPresent(to -> violation(events, dependency, arrow(from, to, dependency)));
    }
  }

  private static String arrow(String from, String to, Dependency dependency) {
    String target = to.isEmpty() ? "the base package" : "package " + to;
    return "package " + from + " may not use " + target + ": " + dependency.getDescription();
  }

  private static void violation(ConditionEvents events, Object where, String message) {
    events.add(SimpleConditionEvent.violated(where, message + LISTED_IN));
  }

  /** The name of a class's package below the base; empty for a class of somebody else. */
  private Optional<String> below(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    if (name.equals(base)) {
      return Optional.of("");
    }
    return name.startsWith(base + ".")
        ? Optional.of(name.substring(base.length() + 1))
        : Optional.empty();
  }
}
