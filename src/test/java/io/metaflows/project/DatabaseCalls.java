package io.metaflows.project;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which DynamoDB actions the compiled code asks for, found in its calls of the client. */
final class DatabaseCalls {

  private static final String CLIENT = "software.amazon.awssdk.services.dynamodb.DynamoDbClient";
  private static final JavaClasses PRODUCT = read();

  private DatabaseCalls() {}

  private static JavaClasses read() {
    // What the product calls is not looked into: names are enough, and the SDK is large.
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPath(Path.of("target/classes"));
        });
  }

  /** The actions of the classes that implement this interface, and of the classes inside them. */
  static Set<String> of(Class<?> contract) {
    Set<String> actions = new TreeSet<>();
    PRODUCT.stream()
        .filter(type -> outermost(type).isAssignableTo(contract))
        .flatMap(DatabaseCalls::actions)
        .forEach(actions::add);
    return actions;
  }

  /** The actions of all the product's classes, wherever they stand. */
  static Set<String> all() {
    Set<String> actions = new TreeSet<>();
    PRODUCT.stream().flatMap(DatabaseCalls::actions).forEach(actions::add);
    return actions;
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(DatabaseCalls::outermost).orElse(type);
  }

  private static Stream<String> actions(JavaClass type) {
    return Stream.concat(
            type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
        .filter(access -> access.getTargetOwner().getName().equals(CLIENT))
        .filter(access -> access.getTarget().getRawReturnType().getName().endsWith("Response"))
        .map(access -> access.getName())
        .map(name -> "dynamodb:" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
  }
}
